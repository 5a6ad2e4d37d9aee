declare module 'vitest' {
  interface ProvidedContext {
    backend: string;
    isCi: boolean;
  }
}

export type {};

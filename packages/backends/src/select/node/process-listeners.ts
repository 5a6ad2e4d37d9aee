type Listener = (...values: unknown[]) => void;

/** The code of the two listeners that the wasm module's loader adds to the process. */
const ofTheLoader = {
  uncaughtException: /instanceof ExitStatus/,
  unhandledRejection: /^function ?\(reason\) ?\{\s*throw reason;?\s*\}$/,
};

/**
 * Watches what is added to the process's exception listeners. The function returned takes away those of the wasm
 * module's loader. They only throw again what they are given, which is what Node does without them, but with them a
 * program's stack traces and exit code are the loader's.
 */
export function watchListeners(): () => void {
  const before = {
    uncaughtException: listeners('uncaughtException'),
    unhandledRejection: listeners('unhandledRejection'),
  };
  return () => {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const)
      for (const listener of listeners(event))
        if (!before[event].includes(listener) && ofTheLoader[event].test(String(listener)))
          process.removeListener(event, listener);
  };
}

function listeners(event: keyof typeof ofTheLoader): Listener[] {
  return process.listeners(event as 'exit') as Listener[];
}

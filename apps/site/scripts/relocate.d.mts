export function relocate(folder: string): void;

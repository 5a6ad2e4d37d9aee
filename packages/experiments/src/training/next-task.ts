/** Ends the task current, so that a signal, a timer or a page's drawing gets its turn. Reading a host backend does not. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

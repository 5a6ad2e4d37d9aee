/** What is said of a run that a changed setting has started again. */
export const restartWords = (isRestarted: boolean): string =>
  isRestarted ? ' The changed setting cannot act during a run, so the run starts again.' : '';

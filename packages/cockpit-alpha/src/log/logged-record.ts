/** A step's record as a log has it. */
export interface LoggedRecord {
  readonly step: number;
  /** By the quantities' names; null is what was not defined. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What the errors said. */
  readonly problems: Readonly<Record<string, string>>;
}

/** The characters with which a table is written. */
export interface CsvFormat {
  /** Separator of the cells. Default: the one of comma, semicolon and tab that cuts all rows into the same number of cells. */
  readonly delimiter?: ',' | ';' | '\t' | '|';
  /** Decimal sign of the features. Default: a point. */
  readonly decimal?: '.' | ',';
}

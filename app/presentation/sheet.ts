/** A list as rows of a file, before it is written as CSV or Excel. */
export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How a language says aloud what it writes. */
export interface Speech {
  /** A time of the day, by the hours of twenty-four. */
  clock(hour: number, minute: number): string;
  /** Units as they are written after a number, by how they are said. */
  readonly units: Readonly<Record<string, string>>;
  /** How the names of months begin, where a full stop stands between a day's number and its month. */
  readonly months: readonly string[];
}

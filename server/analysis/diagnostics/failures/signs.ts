/** What a device has shown of late, and what is known of its past; numbers only, so that anything may be judged by them. */
export interface Signs {
  /** Times it went out of reach by itself in the last seven days, and in a week of the three before. */
  readonly flapsWeek: number;
  readonly flapsUsual: number;
  /** Its longest time out of reach in the last fortnight, in hours; lasting ones are failures. */
  readonly longestHours: number;
  /** Lasting times out of reach in the last ninety days. */
  readonly failures: number;
  /** How long it has not reported, in intervals that it usually does not exceed; 1 and less is nothing. */
  readonly silence: number;
  /** Share of its link that it lost: this week against the four before. */
  readonly linkDrop: number;
  /** Days until its battery is empty; null: not known, or none. */
  readonly batteryDays: number | null;
  /** Days of the last seven on which it began anew. */
  readonly restartsWeek: number;
}

export const signNames = [
  "flaps",
  "more_flaps",
  "long_outage",
  "failed_before",
  "silent",
  "link",
  "battery",
  "restarts",
] as const;
export type SignName = (typeof signNames)[number];

/** Each sign as a number that is nought where nothing is wrong, in logarithms where the tenth tells less than the second. */
export const measured = (of: Signs): Record<SignName, number> => ({
  flaps: Math.log1p(of.flapsWeek),
  // by how much chance alone would explain: what always comes and goes has bad weeks
  more_flaps: Math.min(2, Math.log1p(Math.max(0, of.flapsWeek - of.flapsUsual - 1) / Math.sqrt(of.flapsUsual + 1))),
  long_outage: Math.log1p(of.longestHours),
  failed_before: Math.min(1.5, of.failures / 2 + (of.failures > 0 ? 0.5 : 0)),
  silent: Math.min(3, Math.log2(Math.max(1, of.silence))),
  link: Math.min(0.5, Math.max(0, of.linkDrop - 0.1)) / 0.5,
  battery: of.batteryDays === null ? 0 : Math.min(1.5, Math.max(0, (21 - of.batteryDays) / 14)),
  restarts: Math.log1p(of.restartsWeek),
});

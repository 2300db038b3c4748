export const episodeKinds = [
  "ran",
  "above",
  "below",
  "unavailable",
  "home",
  "away",
  "nobody_home",
  "open",
  "opening",
  "closing",
  "quiet",
  "gap",
  "failed",
] as const;
export type EpisodeKind = (typeof episodeKinds)[number];

/** A span derived from events. Instants are ISO text; `entity_id` is a row of house.entity, 0 the home itself. */
export type Episode = {
  entity_id: number;
  kind: EpisodeKind;
  started_at: string;
  /** Null: it goes on. */
  ended_at: string | null;
  amount: number | null;
  usual: number | null;
  /** Its sentence, where it is worth one and over. */
  told: string | null;
};

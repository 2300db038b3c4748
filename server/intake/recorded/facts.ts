import { z } from "zod";

const Spoken = z.object({ from: z.string(), to: z.string() });

/** What a recorder's database says of itself, read in a moment whatever its size. */
export const RecorderFacts = z.object({
  version: z.int(),
  /** The same wherever the database lies. */
  fingerprint: z.string(),
  /** The highest ids; what is written later is left to whoever listens. */
  hi: z.object({ states: z.int(), events: z.int() }),
  /** By the ids, so a little too high where some were deleted. */
  rows: z.object({ states: z.int(), events: z.int(), statistics: z.int() }),
  /** From the first thing it knows to the last. */
  span: Spoken.nullable(),
  statisticsFrom: z.number().nullable().meta({ description: "seconds" }),
  /** When Home Assistant ran and recorded, in their order. */
  runs: z.array(Spoken),
  entities: z.int(),
});
export type RecorderFacts = z.infer<typeof RecorderFacts>;

export const OLDEST_VERSION = 48;
export const NEWEST_VERSION = 53;

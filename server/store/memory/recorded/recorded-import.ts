import { z } from "zod";

const Ids = z.object({ states: z.int(), events: z.int() });

/** How far an import has come: newest day first, each day from its first row to its last. */
export const Position = z.object({
  /** The day under way: ids above `lo` up to `hi`; those up to `at` are here. */
  lo: Ids.optional(),
  at: Ids.optional(),
  hi: Ids.optional(),
  /** Statistics that start at this second or later are here. */
  statistics: z.number().optional(),
});
export type Position = z.infer<typeof Position>;

export const importKinds = ["sqlite", "backup", "postgresql", "mariadb"] as const;
export const importStates = ["running", "stopped", "done", "failed", "undoing", "undone"] as const;
export type ImportState = (typeof importStates)[number];

/** One import of what a recorder has kept, as it is stored. */
export type RecordedImport = {
  id: number;
  home_id: number;
  connection_id: string;
  mark: string | null;
  kind: (typeof importKinds)[number];
  source: string;
  fingerprint: string;
  state: ImportState;
  reason: string | null;
  position: Position;
  rows: number;
  read: number;
  added: number;
  statistics: number;
  from_at: string | null;
  to_at: string | null;
  gaps: { from: string; to: string; reason: string; missing: string; entities: string[] | null }[];
  entities: number[];
  started_at: string;
  ended_at: string | null;
};

/** A letter is one byte in a column that is there anyway, so a mark costs nothing; the four that mean something else are lower case. */
export const MARKS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];

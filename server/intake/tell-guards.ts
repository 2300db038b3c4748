import { soon } from "#server/soon.ts";
import { tell } from "#server/store/memory/queries.ts";
import type { World } from "#server/world.ts";
import { unlessAway } from "./when-answered.ts";

/** What rattles is told fifty times a second at most. */
const GATHER = { seconds: 0.02 };

/** Wakes at once who acts on dangers, before anything is stored; where the database is away they look by themselves. */
export const tellGuards = (
  { db, clock }: Pick<World, "db" | "clock">,
  home: number,
  failed: (error: unknown) => void,
) => soon(clock, GATHER, () => tell(db, "guards", String(home)).catch(unlessAway([])), failed);

import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { databaseKind } from "#server/open-database.ts";
import type { World } from "#server/world.ts";

/** A program that was killed is believed in for so long; who is alive says so more than twice in it. */
const SECONDS = 12;

interface Taking {
  readonly home: number;
  readonly holder: string;
  readonly seconds?: number;
}

export interface Lease {
  /** Whether this program looks after the home from now on. */
  hold(home: number): Promise<boolean>;
  /** Keeps those that are held, and tries for the others. Answers whether one was won just now. */
  keep(homes: readonly number[]): Promise<boolean>;
  leave(): Promise<void>;
}

/** Homes of a database that others can reach are shared out among them; in our own folder there is nobody else, and nothing is written. */
export function openLease(
  { db, options }: Pick<World, "db" | "options">,
  holder: string,
  isShared = databaseKind(options) === "external",
): Lease {
  const held = new Set<number>();

  async function hold(home: number): Promise<boolean> {
    const isHeld = !isShared || (await takeLease(db, { home, holder }));
    if (isHeld) held.add(home);
    else held.delete(home);
    return isHeld;
  }

  return {
    hold,
    async keep(homes) {
      let isMore = false;
      for (const home of homes) {
        const wasHeld = held.has(home);
        if ((await hold(home)) && !wasHeld) isMore = true;
      }
      return isMore;
    },
    async leave() {
      if (isShared) await leaveLease(db, holder).catch(() => {}); // else the next one waits until it is over
    },
  };
}

/** By the clock of the database, which is one for all programs; what reaches farther than a lease can is of a clock that was set back. */
export const takeLease = async (db: Queries, { home, holder, seconds = SECONDS }: Taking): Promise<boolean> =>
  (await db.run(sql`
    insert into alerts.runner (home_id, holder, until)
    values (${home}, ${holder}::uuid, now() + make_interval(secs => ${seconds}))
    on conflict (home_id) do update
      set holder = excluded.holder, until = excluded.until
      where runner.holder = excluded.holder or runner.until < now() or runner.until > now() + interval '5 minutes'`)) >
  0;

const leaveLease = (db: Queries, holder: string) =>
  db.run(sql`delete from alerts.runner where holder = ${holder}::uuid`);

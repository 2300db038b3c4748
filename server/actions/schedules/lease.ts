import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { databaseKind } from "#server/open-database.ts";
import type { World } from "#server/world.ts";
import { takeLease } from "./queries.ts";

/** Who is silent for longer has died, or stands still: others take over, and its fence holds it off. */
const SILENT_SECONDS = 30;
export const RENEW_SECONDS = 10;

export interface Lease {
  /** As this process calls itself. */
  readonly holder: string;
  /** Takes or keeps it; undefined where another process has it. The number is another one whenever it had another holder meanwhile. */
  hold(): Promise<number | undefined>;
}

/**
 * A database that others can reach is shared with them; in our own folder nobody else can be (db/folder-lock.ts), so that it is taken at
 * once and no renewal is ever written.
 */
export function openLease(
  { db, options }: Pick<World, "db" | "options">,
  isShared = databaseKind(options) === "external",
): Lease {
  const holder = `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;
  let held: number | undefined;
  return {
    holder,
    async hold() {
      if (held !== undefined && !isShared) return held;
      held = (await takeLease(db, { holder, isShared, silentSeconds: SILENT_SECONDS }))?.fence;
      return held;
    },
  };
}

import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import sql from "sql-template-tag";
import type { World } from "#server/world.ts";

const FRESH_MS = 1_000;
const RETRY_SECONDS = 5;
/** Longer than a database of its own may take to answer. */
const PATIENCE_MS = 6_000;

type Kept = { keeps(): boolean; trouble(): string | undefined };

/** For watchdogs: whether what happens can be kept. What Home Assistant does is no reason to restart us, nor is a limit that somebody set. */
export function serveHealth(app: FastifyInstance, { db }: World, { keeps, trouble }: Kept): void {
  let [askedAt, answer] = [Number.NEGATIVE_INFINITY, Promise.resolve(false)];
  app.get("/api/health", async (_request, reply) => {
    // Anybody may ask, so the database is asked once a second at most.
    if (performance.now() - askedAt > FRESH_MS) [askedAt, answer] = [performance.now(), canStore(db)];
    const isUp = await answer;
    const isKept = keeps();
    if (!isKept) reply.code(503).header("retry-after", RETRY_SECONDS);
    const reason = trouble() ?? null;
    const status = !isKept ? "failing" : reason === null ? "ok" : "full";
    const doing = db.held();
    return { status, database: isUp ? "up" : "away", reason, ...(doing !== undefined && { doing }) };
  });
}

/** One that has others to answer first is not away. */
const canStore = (db: World["db"]): Promise<boolean> =>
  Promise.race([
    db
      .for("asked")
      .row(sql`select 1`)
      .then(
        () => true,
        () => false,
      ),
    pause(PATIENCE_MS, undefined, { ref: false }).then(() => db.away() === undefined),
  ]);

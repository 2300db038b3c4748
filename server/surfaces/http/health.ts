import type { FastifyInstance } from "fastify";
import sql from "sql-template-tag";
import type { World } from "#server/world.ts";

const FRESH_MS = 1_000;
const RETRY_SECONDS = 5;

/** For watchdogs: whether what happens can be kept. What Home Assistant does is no reason to restart us. */
export function serveHealth(app: FastifyInstance, { db }: World, keeps: () => boolean): void {
  let [askedAt, answer] = [Number.NEGATIVE_INFINITY, Promise.resolve(false)];
  app.get("/api/health", async (_request, reply) => {
    // Anybody may ask, so the database is asked once a second at most.
    if (performance.now() - askedAt > FRESH_MS) [askedAt, answer] = [performance.now(), canStore(db)];
    const isUp = await answer;
    const isKept = keeps();
    if (!isKept) reply.code(503).header("retry-after", RETRY_SECONDS);
    const doing = db.held();
    return {
      status: isKept ? "ok" : "failing",
      database: isUp ? "up" : "away",
      ...(doing !== undefined && { doing }),
    };
  });
}

const canStore = (db: World["db"]): Promise<boolean> =>
  db
    .for("asked")
    .row(sql`select 1`)
    .then(
      () => true,
      () => false,
    );

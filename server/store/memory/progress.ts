import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Where } from "./coverage.ts";

export type Part = "history" | "logbook" | "statistics";
export type Progress = {
  part: Part;
  state: "running" | "done";
  reached: string;
  oldest: string | null;
  done: number;
  remaining: number | null;
};

export const progressOf = (db: Queries, { connectionId }: Where) =>
  db.rows<Progress>(sql`
    select part, state, reached, oldest, done, remaining
    from memory.import
    where connection_id = ${connectionId}::uuid`);

export const keepProgress = (tx: Queries, { home, connectionId }: Where, progress: Progress) =>
  tx.run(sql`
    insert into memory.import (connection_id, home_id, part, state, reached, oldest, done, remaining)
    values (${connectionId}, ${home}, ${progress.part}, ${progress.state}, ${progress.reached}, ${progress.oldest}, ${progress.done}, ${progress.remaining})
    on conflict (connection_id, part) do update set
      state = excluded.state, reached = excluded.reached, oldest = excluded.oldest, done = excluded.done, remaining = excluded.remaining`);

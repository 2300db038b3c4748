import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { checkedLine, readChecked } from "#server/checked-lines.ts";
import type { AuditRow } from "./queries.ts";

const Row: z.ZodType<AuditRow> = z.object({
  id: z.uuid(),
  created_at: z.string(),
  home_id: z.int().nullable(),
  connection_id: z.string().nullable(),
  user_id: z.string().nullable(),
  by_owner: z.boolean(),
  action: z.string(),
  details: z.string().nullable(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  success: z.boolean(),
  error_message: z.string().nullable(),
  duration_ms: z.number().nullable(),
});

/** Rows of the trail that the database could not take. None is ever given up. */
export function auditSpill(folder: string) {
  const file = path.join(folder, "audit.lines");
  let held: AuditRow[] = []; // not even on the disk yet
  let count = existsSync(file) ? rowsIn(file).length : 0;
  let tail: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = tail.then(work);
    tail = result.catch(() => {});
    return result;
  }

  async function write(): Promise<void> {
    const rows = held;
    if (rows.length === 0) return;
    await withFile("a", async (handle) => {
      const { size } = await handle.stat();
      try {
        await handle.writeFile(rows.map(checkedLine).join(""));
        await handle.datasync();
      } catch (error) {
        await handle.truncate(size);
        throw error;
      }
    });
    held = held.slice(rows.length);
    count += rows.length;
  }

  async function withFile(flags: string, work: (handle: FileHandle) => Promise<void>): Promise<void> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const handle = await open(file, flags, 0o600);
    await work(handle).finally(() => handle.close());
  }

  return {
    get waiting() {
      return count + held.length;
    },
    /** Resolves when the row is on the disk. Where the disk is full it waits in memory. */
    add(row: AuditRow): Promise<void> {
      held.push(row);
      return inTurn(write);
    },
    /** Hands all of them over, oldest first; once `stored` has resolved they are gone from here. */
    drain(stored: (rows: readonly AuditRow[]) => Promise<void>): Promise<void> {
      return inTurn(async () => {
        const rows = [...(existsSync(file) ? rowsIn(file) : []), ...held];
        if (rows.length === 0) return;
        await stored(rows);
        held = held.filter((row) => !rows.includes(row));
        if (count > 0) await withFile("r+", (handle) => handle.truncate(0).then(() => handle.datasync()));
        count = 0;
      });
    },
  };
}

const rowsIn = (file: string): AuditRow[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => Row.safeParse(readChecked(line)).data ?? []);

import { z } from "zod";
import { damaged, framesIn } from "./frames.ts";
import { End, Manifest, RowsHead, type Total } from "./manifest.ts";

export type Rows = RowsHead & { body: string };

/** What a snapshot says of itself, without looking at the rest. */
export async function manifestOf(file: string): Promise<Manifest> {
  for await (const { head } of framesIn(file)) return manifestIn(file, head);
  throw damaged(file, "it is empty");
}

/** Its rows in their order. */
export async function* rowsOf(file: string): AsyncGenerator<Rows> {
  for await (const { head, body } of framesIn(file)) {
    const { success, data } = RowsHead.safeParse(head);
    if (success) yield { ...data, body };
  }
}

/**
 * Reads it to its end, each checksum compared; answers what it holds.
 * @throws Refusal `damaged_snapshot`, `newer_snapshot`
 */
export async function checkSnapshot(file: string): Promise<{ manifest: Manifest; totals: Total[] }> {
  let manifest: Manifest | undefined;
  let totals: Total[] | undefined;
  const seen = new Map<string, number>(); // rows by table
  for await (const { head, before, isLast } of framesIn(file)) {
    if (!manifest) manifest = manifestIn(file, head);
    else if (isLast) totals = endIn(file, head, before);
    else {
      const { table, rows } = partIn(file, RowsHead, head);
      seen.set(table, (seen.get(table) ?? 0) + rows);
    }
  }
  if (!manifest || !totals) throw damaged(file, "it ends too early");
  for (const { name, rows } of totals) {
    if ((seen.get(name) ?? 0) !== rows) throw damaged(file, `it does not hold all rows of ${name}`);
  }
  return { manifest, totals };
}

function manifestIn(file: string, head: unknown): Manifest {
  const { success, data } = z.object({ kind: z.literal("manifest"), format: z.int() }).safeParse(head);
  if (success && data.format > 1) throw damaged(file, "it was written by a newer HomeOps");
  return partIn(file, Manifest, head);
}

function endIn(file: string, head: unknown, before: string): Total[] {
  const { tables, sha256 } = partIn(file, End, head);
  if (sha256 !== before) throw damaged(file, "a part of it is missing or was moved");
  return tables;
}

function partIn<T>(file: string, shape: z.ZodType<T>, head: unknown): T {
  const { success, data, error } = shape.safeParse(head);
  if (!success) throw damaged(file, "a part of it cannot be read", error);
  return data;
}

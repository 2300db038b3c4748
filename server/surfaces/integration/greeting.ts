import { createHash } from "node:crypto";
import type { Call } from "#server/command.ts";
import { ensureOwner, homesOf } from "#server/store/people/people.ts";
import { SCHEMA_VERSIONS, version } from "#server/version.ts";

/** Which homes whoever asks may choose from. */
export async function greeting({ world, asker }: Pick<Call, "world" | "asker">) {
  const owner = await ensureOwner(world.db);
  const homes = await homesOf(world.db, asker);
  return {
    version,
    schema: SCHEMA_VERSIONS,
    homes: homes.map(({ id, name }) => ({ home: id, key: keyOf(owner, id), name })),
  };
}

/** Numbers of homes begin at one on every server; its owner is another on each. */
const keyOf = (owner: string, home: number): string =>
  createHash("sha256").update(`${owner}/${home}`).digest("hex").slice(0, 32);

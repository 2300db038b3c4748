import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { mix } from "../mix.ts";
import { worldTree } from "../provision/cache.ts";

const Figures = z.object({ rate: z.number(), bytes: z.number() });

/** The rival: how fast Core's recorder commits the same mix, and bytes a state of its SQLite. */
export async function recorderRate(events: number): Promise<z.infer<typeof Figures>> {
  const script = readFileSync(new URL("./recorder_rate.py", import.meta.url), "utf8");
  const child = spawn("chroot", [worldTree, "/opt/ha/bin/python", "-c", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answer = text(child.stdout);
  for (const { entityId, state, attributes } of mix({ from: Date.now() * 1000 }).take(events)) {
    const line = `{"entity_id":${JSON.stringify(entityId)},"state":${JSON.stringify(state)},"attributes":${attributes}}\n`;
    if (!child.stdin.write(line)) await once(child.stdin, "drain");
  }
  child.stdin.end();
  return Figures.parse(JSON.parse(await answer));
}

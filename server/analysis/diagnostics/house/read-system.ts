import type { Watched } from "#server/intake/watched.ts";
import { hostLoad } from "./host-load.ts";
import { readRecorder } from "./recorder.ts";
import type { SystemTold } from "./system.ts";

/** What is asked of Home Assistant itself. @throws Refusal of the link itself */
export async function readSystem({
  link,
  shown,
  deafAt,
}: Pick<Watched, "link" | "shown" | "deafAt">): Promise<SystemTold> {
  const { skew_ms } = shown().clock;
  return {
    skewSeconds: skew_ms === null ? null : skew_ms / 1000,
    recorder: link ? await readRecorder(link) : undefined,
    load: link && hostLoad(link),
    deafAt: deafAt.map((ms) => ms / 1000),
  };
}

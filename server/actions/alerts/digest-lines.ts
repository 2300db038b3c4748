import { shownNow } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";
import type { DigestLine } from "./digest-text.ts";
import { heldIn } from "./message-queries.ts";
import { saidOf } from "./said.ts";
import { viewOf } from "./view-of.ts";
import type { Language } from "./words.ts";
import { isMilder } from "./worse.ts";

type Reading = { home: number; digest: number; reader: string | null; language: Language };

/** What a digest tells, as its reader may see it, the worst first. */
export async function linesOf(world: World, { home, digest, reader, language }: Reading): Promise<DigestLine[]> {
  const now = shownNow(world, home);
  const alerts = await heldIn(world.db, digest);
  return viewOf(world, reader).transaction(async (tx) => {
    const lines: DigestLine[] = [];
    for (const alert of alerts) {
      const said = await saidOf(tx, { home, now, alert, language, isForAll: reader === null });
      if (said) lines.push({ title: said.title, severity: alert.severity, isOver: alert.closed_at !== null });
    }
    return lines.sort(
      (one, other) => Number(isMilder(one.severity, other.severity)) - Number(isMilder(other.severity, one.severity)),
    );
  });
}

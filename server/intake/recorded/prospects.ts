import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import { Secret } from "#server/secret.ts";
import { recordedImports, usedMarks } from "#server/store/memory/recorded/queries.ts";
import { MARKS } from "#server/store/memory/recorded/recorded-import.ts";
import type { World } from "#server/world.ts";
import type { ImportPreview, WantedSource } from "./contract.ts";
import { freeBytes, KEEP_FREE, neededBytes } from "./disk-space.ts";
import type { RecorderFacts } from "./facts.ts";
import { keptDays } from "./kept-days.ts";
import { openReader } from "./reader.ts";
import { type Source, sourceOf } from "./source.ts";

const DAY_MS = 86_400_000;

export const importFolder = ({ options }: Pick<World, "options">): string => path.join(options.dataFolder, "import");

/** What is known of an import before it begins. */
export function prospects(world: World) {
  const { db, clock } = world;

  async function understood(wanted: WantedSource): Promise<Source> {
    const url = wanted.url ? new Secret(wanted.url) : world.options.importUrl;
    if (wanted.file) return sourceOf({ file: wanted.file }, importFolder(world));
    if (url) return sourceOf({ url }, importFolder(world));
    throw new Refusal("no_source", "Name a recorder file, a backup, or the address of a recorder's database");
  }

  /** An import of the same recorder that was not finished. */
  const unfinished = async (home: number, { fingerprint }: RecorderFacts, { kind }: Source) =>
    (await recordedImports(db, home)).find(
      (it) => it.fingerprint === fingerprint && it.kind === kind && (it.state === "stopped" || it.state === "running"),
    );

  async function preview(home: number, wanted: WantedSource): Promise<ImportPreview> {
    const source = await understood(wanted);
    await using reader = openReader(source.place);
    const facts = await reader.facts();
    const days = await keptDays(db, home);
    const events = facts.rows.states + facts.rows.events;
    const bytes = neededBytes({ rows: events + facts.rows.statistics, read: 0 });
    const free = await freeBytes(world.options.dataFolder);
    return {
      kind: source.kind,
      source: source.source,
      schema: facts.version,
      ...facts.rows,
      entities: facts.entities,
      from: facts.span?.from ?? null,
      to: facts.span?.to ?? null,
      bytes,
      free_bytes: free,
      fits: free > bytes + KEEP_FREE,
      kept_days: days,
      too_old: days === null ? 0 : await reader.olderThan(facts.hi.states, (clock.now() - days * DAY_MS) / 1000),
      unfinished: (await unfinished(home, facts, source))?.id ?? null,
      can_undo: (await freeMark(home)) !== null,
    };
  }

  async function freeMark(home: number): Promise<string | null> {
    const used = new Set((await usedMarks(db, home)).map(({ mark }) => mark));
    return MARKS.find((mark) => !used.has(mark)) ?? null;
  }

  return { understood, unfinished, freeMark, preview };
}

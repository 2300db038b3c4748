import { instantOf } from "#server/instant.ts";
import { pastDirectory } from "#server/store/house/past-directory.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { coverImported } from "#server/store/memory/recorded/gaps.ts";
import { commitLazily, freeMark, keepImportState, keepPosition } from "#server/store/memory/recorded/queries.ts";
import type { RecordedImport } from "#server/store/memory/recorded/recorded-import.ts";
import { hoursOf } from "#server/store/memory/remember.ts";
import { keepStatistics } from "#server/store/series/statistics/keep-statistics.ts";
import { keepReplacedHours } from "#server/store/series/statistics/replaced-queries.ts";
import type { World } from "#server/world.ts";
import type { Rememberer } from "../rememberer.ts";
import { type Batch, observationsIn } from "./batch.ts";
import { refuseFullDisk } from "./disk-space.ts";
import type { RecorderFacts } from "./facts.ts";
import type { Day, Reader } from "./reader.ts";

const BATCH = 10_000;
/** Its one session answers the house between two batches. */
const EMBEDDED_BATCH = 2_000;
const MONTH = 31 * 86_400; // seconds

type Ready = Batch & { observations: Observation[] };

export interface ImportParts {
  world: World;
  rememberer: Rememberer;
  reader: Reader;
  facts: RecorderFacts;
  it: RecordedImport;
  /** Whether the house as it is now is known, so that what is not in it has gone. */
  isHouseKnown: boolean;
  signal: AbortSignal;
  progressed(): void;
}

/** All that a recorder has kept, newest day first. Stops between two batches when told to, and goes on from there. */
export async function runImport(parts: ImportParts): Promise<void> {
  const { world, it, facts, signal, progressed } = parts;
  await importEvents(parts);
  if (!signal.aborted) await importStatistics(parts);
  if (signal.aborted) return;
  const where = { home: it.home_id, connectionId: it.connection_id };
  await world.db.transaction(async (tx) => {
    await coverImported(tx, where, { ...it, spans: facts.runs });
    await keepImportState(tx, { id: it.id, state: "done" });
    await freeMark(tx, it.id);
  });
  it.state = "done";
  if (it.added === 0 && it.statistics === 0) it.mark = null;
  it.read = Math.max(it.read, it.rows);
  progressed();
  world.log.info("recorder imported", { events: it.added, statistics: it.statistics, from: facts.span?.from });
}

async function importEvents({ world, rememberer, reader, facts, it, ...parts }: ImportParts): Promise<void> {
  const { db } = world;
  const directory = parts.isHouseKnown
    ? pastDirectory(rememberer.directory, (id) => it.entities.push(id))
    : rememberer.directory;
  const batch = db.engine === "embedded" ? EMBEDDED_BATCH : BATCH;
  const how = { batch, mark: it.mark ?? undefined, directory, alongside: commitLazily };
  const seen = new Set<string>(); // hours whose statistics are put aside
  for (;;) {
    const day = await reader.nextDay(it.position, facts.hi);
    if (!day) return;
    it.position = { ...it.position, ...day };
    await importDay(day);
    if (parts.signal.aborted) return;
    it.position = { ...it.position, at: day.hi };
    await keepPosition(db, it);
  }

  /** While the database writes one batch the next is read, and made ready. */
  async function importDay(day: Day): Promise<void> {
    let at = day.at;
    const next = async () => {
      const batch = await reader.batch({ ...day, at });
      if (batch) at = batch.at;
      return batch && { ...batch, observations: observationsIn(batch) };
    };
    let batch = await next();
    while (batch && !parts.signal.aborted) {
      const coming = next();
      coming.catch(() => {}); // said when it is waited for
      await refuseFullDisk(world.options.dataFolder, it);
      await keep(batch);
      it.position = { ...it.position, at: batch.at };
      await keepPosition(db, it);
      parts.progressed();
      batch = await coming;
    }
  }

  async function keep({ observations, dead, read }: Ready): Promise<void> {
    const hours = hoursOf(observations.map(({ at }) => at)).filter((hour) => !seen.has(hour));
    if (hours.length > 0 && it.mark) {
      const replaced = { home: it.home_id, importId: it.id, mark: it.mark };
      await keepReplacedHours(db, replaced, hours);
    }
    for (const hour of hours) seen.add(hour);
    it.added += await rememberer.keep(observations, how);
    for (const { reason, body } of dead) await rememberer.bury(reason, body);
    it.read += read;
  }
}

/** Hours that outlived their states, newest month first. */
async function importStatistics({ world, reader, facts, it, signal, progressed }: ImportParts): Promise<void> {
  const { statisticsFrom } = facts;
  if (statisticsFrom === null) return;
  const end = it.position.statistics ?? Math.floor(world.clock.now() / 1000) + MONTH;
  for (let to = end; to > statisticsFrom && !signal.aborted; to -= MONTH) {
    const rows = await reader.statistics({ from: to - MONTH, to, version: facts.version });
    const place = { home: it.home_id, connectionId: it.connection_id, mark: it.mark ?? undefined };
    for (const day of byDay(rows)) {
      it.statistics += await world.db.transaction((tx) => keepStatistics(tx, { ...place, rows: day }));
      it.read += day.length;
      progressed();
    }
    it.position = { ...it.position, statistics: to - MONTH };
    await keepPosition(world.db, it);
  }
}

/** A day's rows together, so that days are summed up once. */
function* byDay<Row extends { start: number }>(rows: readonly Row[]): Generator<Row[]> {
  let day: Row[] = [];
  for (const row of rows) {
    if (day[0] && instantOf(day[0].start).slice(0, 10) !== instantOf(row.start).slice(0, 10)) {
      yield day;
      day = [];
    }
    day.push(row);
  }
  if (day.length > 0) yield day;
}

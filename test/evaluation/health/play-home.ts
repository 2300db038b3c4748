import sql from "sql-template-tag";
import { Temporal } from "temporal-polyfill";
import type { Database } from "#db/database.ts";
import { diagnose } from "#server/analysis/diagnostics/diagnose.ts";
import { instantOf } from "#server/instant.ts";
import { writeReports } from "#server/intake/reports.ts";
import { intakeHome } from "#server/intake/testing.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import { presentStates } from "#server/store/house/present.ts";
import { reportedNow } from "#server/store/house/reported.ts";
import { extendCoverage, keepHistoryCoverage, startCoverage } from "#server/store/memory/coverage.ts";
import { keepTrace } from "#server/store/memory/traces/keep-trace.ts";
import type { World } from "#server/world.ts";
import { errorLog } from "./error-log.ts";
import { failedTrace } from "./failed-trace.ts";
import { keepRegistries } from "./keep-registries.ts";
import { countLog, foretellDay, learnClosed } from "./learn-rooms.ts";
import { type LiveEntities, liveEntities } from "./live-entities.ts";
import { DAY, HOUR, type MadeHome, MINUTE } from "./made-home.ts";
import { ownClock } from "./own-clock.ts";
import { pretendCore } from "./pretend-core.ts";
import { type Foretold, predictionsOf, type Step, shownSince } from "./queries.ts";
import { registryTimes } from "./registries-of.ts";
import { silentADay, type ToldSilent } from "./silent-a-day.ts";

/** Looked at each two hours, and each twenty minutes while something has been out of reach for less than an hour; a server does it oftener, and tells sooner. */
const LOOKS_EVERY = 2 * HOUR;
const LOOKS_CLOSER = 20 * MINUTE;
const WRITES_EVERY = 3 * HOUR;
/** A server does it each hour; later is to its disadvantage, and six times as quick. */
const CLOSES_EVERY = 6 * HOUR;

/** What Home Assistant's recorder has of the time before HomeOps was installed; a server reads it at its first start. */
const PAST = 10 * DAY;

export const installedAt = ({ from }: Pick<MadeHome, "from">): number => from + PAST;

export interface Played {
  readonly home: MadeHome;
  readonly shown: readonly Step[];
  readonly predictions: readonly Foretold[];
  /** What the rival said. */
  readonly silent: readonly ToldSilent[];
  readonly looks: number;
  readonly seconds: number;
}

/** What is done there at its last hour. */
type Ended = (here: { world: World; home: number }) => Promise<void>;

/** Lives through a made-up home with what a server does: the intake's store, closed hours, episodes, forecasts and diagnoses, all of them the real ones. */
export async function playHome(db: Database, made: MadeHome, inTheEnd: Ended = async () => {}): Promise<Played> {
  const began = performance.now();
  const { clock, hurried, set } = ownClock(made.from);
  await using server = await intakeHome(db, clock);
  const { world, rememberer, where } = server;
  const { home } = where;
  const { timeZone } = made.climate;
  const here = { world, home, hurried, timeZone };
  await db.run(sql`update people.home set time_zone = ${timeZone} where id = ${home}`);
  const place = { where, directory: rememberer.directory };
  const live = liveEntities(made, { present: presentStates(world, home), reported: reportedNow(world, home) });
  pretendCore(world, { home, made });
  await keepRegistries(db, place, { made, now: made.from });
  await keepItems(db, where, automationsRead(made));
  await keepHistoryCoverage(db, where, {
    from: instantOf(made.from * 1_000),
    to: instantOf(installedAt(made) * 1_000),
  });
  const coverage = await startCoverage(db, where, instantOf(installedAt(made) * 1_000));
  const shown: Step[] = [];
  const rival = silentADay(made);
  const logged = errorLog(made);
  const changes = registryTimes(made);
  let [looks, wrote, looked] = [0, installedAt(made), installedAt(made)];
  await remember(installedAt(made));
  live.takeRhythms(); // of reports nobody keeps a past
  for (let now = installedAt(made) + LOOKS_EVERY; now <= made.to; now = nextLook(now, live)) {
    await remember(now);
    if (changes.some((at) => at > looked && at <= now)) await keepRegistries(db, place, { made, now });
    looked = now;
    if (now - wrote >= WRITES_EVERY) {
      await write(live);
      await extendCoverage(db, coverage, instantOf(now * 1_000));
      wrote = now;
    }
    if (now % DAY === 0) await foretellDay(here, { now, today: dateOf(now, timeZone) });
    rival.look(now, reportedNow(world, home));
    const ran = await diagnose(world, home, "schedule");
    if (ran.opened > 0) shown.push(...(await shownSince(db, home, shown.at(-1)?.step ?? 0)));
    looks++;
  }
  await inTheEnd(here);
  const seconds = (performance.now() - began) / 1_000;
  return { home: made, shown, silent: rival.told, looks, predictions: await predictionsOf(db, home), seconds };

  async function remember(now: number): Promise<void> {
    set(now);
    const lived = live.advance(now);
    await rememberer.keep(lived.observations);
    const lines = logged(now);
    await rememberer.keep(lines);
    if (lines.length > 0) await countLog(here, now);
    for (const failed of lived.failed) await keepTrace(db, where, failedTrace(failed));
    if (now % CLOSES_EVERY > 0) return;
    await learnClosed(here, now);
  }

  async function write(live: LiveEntities): Promise<void> {
    const rhythms = [...live.takeRhythms()];
    const ids = await rememberer.directory.idsOf(
      db,
      rhythms.map(([entityId]) => entityId),
    );
    await writeReports(
      db,
      home,
      rhythms.flatMap(([, rhythm], i) => (ids[i] === undefined ? [] : [{ ...rhythm, entity_id: ids[i] }])),
    );
  }
}

function nextLook(now: number, live: LiveEntities): number {
  const isNews = live.outSince().some((since) => now - since < HOUR);
  const hour = (Math.floor(now / LOOKS_EVERY) + 1) * LOOKS_EVERY;
  return isNews ? Math.min(hour, now + LOOKS_CLOSER) : hour;
}

const automationsRead = ({ automations, from }: MadeHome) => ({
  ...{ kind: "automation" as const, isWhole: true, at: instantOf(from * 1_000), who: null },
  items: automations.map(({ id, entityId, name, config }) => ({
    item_id: id,
    entity_id: entityId,
    name,
    body: config,
  })),
});

const dateOf = (seconds: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1_000)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();

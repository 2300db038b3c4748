import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { soon } from "#server/soon.ts";
import { presentStates } from "#server/store/house/present.ts";
import { type Gap, keepGap, type Where } from "#server/store/memory/coverage.ts";
import type { World } from "#server/world.ts";
import { receiveEvents } from "./arrivals.ts";
import { keepCanary } from "./canary.ts";
import { type ChangeParts, keepChanges } from "./changes/keep-changes.ts";
import type { HomeClock } from "./connect/home-clock.ts";
import { type Learned, learn } from "./connect/learn.ts";
import type { Link } from "./connect/link.ts";
import { untilRunning } from "./connect/running.ts";
import { keepCovered } from "./covered.ts";
import { keepErrorLog } from "./error-log.ts";
import { noticeAnswer } from "./hear-answers.ts";
import { EntityId } from "./observe/wire.ts";
import { type CaughtUp, catchUp } from "./past/catch-up.ts";
import { fillSpan } from "./past/fill-gap.ts";
import { gently } from "./past/gentle.ts";
import { importPast, type Progressed } from "./past/import.ts";
import { type Refilled, refillGaps } from "./past/refill-gaps.ts";
import { importStatistics, listStatistics } from "./past/statistics.ts";
import { type ReadParts, readHome, readHouse } from "./read-home.ts";
import type { Rememberer } from "./rememberer.ts";
import { keepReports } from "./reports.ts";
import { subscribeAll } from "./subscribe-all.ts";
import { tellGuards } from "./tell-guards.ts";
import { keepTraces } from "./traces/keep-traces.ts";
import { unrecordedEntities } from "./unrecorded-entities.ts";
import { keepVoice } from "./voice/keep-voice.ts";
import { whenAnswered } from "./when-answered.ts";

const HOUSE_SETTLES = { seconds: 2 };
/** Core's recorder commits every five seconds unless told otherwise, some every thirty: what it had not yet is asked for again. */
const RECORDER_COMMITS = [{ seconds: 8 }, { seconds: 35 }];
const EMBEDDED_BREATHES = { milliseconds: 200 };
const IMPORT_RETRIES = { minutes: 5 };
const BEFORE_LIVE = 60_000_000; // microseconds
const INTO_LIVE = 30_000_000;

export interface WatchParts {
  /** Its clock shows the home's time, which spans and what is stored are told in. */
  world: World & { clock: HomeClock };
  where: Where;
  rememberer: Rememberer;
  /** What Home Assistant tells by HTTP only. */
  rest: ChangeParts["rest"];
  learned(it: Learned): void;
  /** What people call their home there. */
  named(name: string): Promise<void>;
  progressed: Progressed;
  /** How long our own event took through Home Assistant and back. */
  sang(roundTripMs: number): void;
  /** The link answered, and nothing came through it. */
  fellDeaf(): void;
  /** Something that goes on beside the link went wrong. */
  failed(error: unknown): void;
}

type Afterwards = {
  caught: CaughtUp;
  unrecorded: ReadonlySet<string>;
  patiently<T>(work: () => Promise<T>): Promise<T>;
};

/**
 * `met` lives one link from its first moment: listen, look, fill what was missed; then goes on in the background until it ends.
 * `settled` resolves when nothing of the last link is left to do.
 */
export function watchHome(parts: WatchParts) {
  const { world, where, rememberer, failed } = parts;
  const { db, clock, log } = world;
  const present = presentStates(world, where.home);

  let windingUp: Promise<void> = Promise.resolve();
  let reachable: ReturnType<typeof pastOf> | undefined; // as long as a link is up
  let singing: ReturnType<typeof keepCanary> | undefined; // likewise

  async function met(link: Link, signal: AbortSignal): Promise<void> {
    await windingUp;
    const stack = new AsyncDisposableStack();
    const windUp = () => {
      reachable = undefined;
      singing = undefined;
      windingUp = stack.disposeAsync().catch(failed);
    };
    signal.addEventListener("abort", windUp, { once: true });
    const patiently = <T>(work: () => Promise<T>) =>
      whenAnswered(work, { clock, signal, meanwhile: () => arrivals.release() }); // to the spill: nothing is held back for so long
    const unrecordedOf = unrecordedEntities(link);
    const house = {
      world,
      link,
      rememberer,
      present,
      home: where.home,
      unrecorded: unrecordedOf,
      patiently,
      timed: clock.heard,
      named: (name: string) => patiently(() => parts.named(name)),
    };
    const rereading = stack.use(soon(clock, HOUSE_SETTLES, () => readHouse(house), failed));
    const traces = stack.use(
      keepTraces({ link, ...where, db, clock, log, isSilent: (at, text) => rememberer.entrance.isSilentRun(at, text) }),
    );
    const changes = stack.use(keepChanges({ world, where, link, rememberer, present, patiently, rest: parts.rest }));
    const guards = stack.use(tellGuards(world, where.home, failed));
    const canary = keepCanary({ link, clock, sang: parts.sang, gaveUp: parts.fellDeaf });
    singing = canary;
    const arrivals = receiveEvents({
      world,
      rememberer,
      present,
      houseChanged: rereading.call,
      guardChanged: guards.call,
      noticed(event) {
        traces.noticed(event);
        changes.noticed(event);
        noticeAnswer(world, where.home, event);
      },
      timed: clock.heard,
      canaryHeard: canary.heard,
    });

    await subscribeAll(link, (raw) => {
      arrivals.heard(raw);
      changes.heard(raw);
    });
    const listeningSince = clock.elapsed();
    const isRunning = await readHome(house);
    const liveFrom = instantOf(clock.now() - (clock.elapsed() - listeningSince));
    arrivals.release();
    if (!isRunning) await afterStart(house);
    const learned = await learn(link);
    parts.learned(learned);
    const past = pastOf(link, learned, { signal, liveFrom });
    const caught = await patiently(() => catchUp(past));
    const unrecorded = await house.unrecorded([]);
    if (signal.aborted) return; // from here on nothing waits, so that nothing is begun on a link that has ended
    reachable = past;
    log.info("caught up", { stored: caught.stored, since: caught.absence?.from });
    stack.use(keepCovered(world, { ...where, link, rememberer, from: liveFrom }));
    stack.use(keepReports(world, { link, rememberer, home: where.home }));
    stack.use(keepErrorLog(world, { link, rememberer, connectionId: where.connectionId, since: liveFrom }));
    if (past.has("all_events")) stack.use(canary.begin());
    changes.begin(caught.absence?.from);
    if (world.options.keepsVoice)
      keepVoice({ link, log, present, rememberer, since: caught.absence?.from ?? liveFrom });
    const going = afterwards(past, { caught, unrecorded, patiently }).catch(failed);
    stack.defer(() => going);
  }

  /** Nothing is judged before Home Assistant runs: until then entities are missing and commands unknown. */
  async function afterStart(house: ReadParts): Promise<void> {
    await untilRunning(house.link, clock);
    await readHome(house);
  }

  function pastOf(link: Link, { features }: Learned, { signal, liveFrom }: { signal: AbortSignal; liveFrom: string }) {
    const known = new Set<string>(features);
    return {
      link,
      signal,
      liveFrom,
      db,
      where,
      has: (feature: string) => known.has(feature),
      entityIds: new Set(present.keys()),
      keep: rememberer.keep,
      poisoned: (reason: string, body: unknown) => void rememberer.bury(reason, body).catch(failed),
    };
  }

  async function afterwards(
    past: ReturnType<typeof pastOf>,
    { caught: { absence }, unrecorded, patiently }: Afterwards,
  ): Promise<void> {
    if (absence && unrecorded.size > 0) {
      const reason = "Home Assistant's recorder leaves these entities out, so that nobody knows what they did";
      const gap: Gap = { ...absence, reason, missing: "unrecorded entities", entities: [...unrecorded] };
      await patiently(() => keepGap(db, where, gap));
    }
    await Promise.all([patiently(() => askAgain(past)), importAll(past)]);
  }

  async function askAgain(past: ReturnType<typeof pastOf>): Promise<void> {
    const span = { from: shifted(past.liveFrom, -BEFORE_LIVE), to: shifted(past.liveFrom, INTO_LIVE) };
    for (const pause of RECORDER_COMMITS) {
      await clock.sleep(pause, past.signal);
      if (!past.signal.aborted) await fillSpan({ ...past, source: "backfill" }, span);
    }
  }

  /** As long as it takes: what stops it, a full disk for instance, is said, and it is tried again. */
  async function importAll(past: ReturnType<typeof pastOf>): Promise<void> {
    const { signal } = past;
    const gentle = await gently(past.link.ping, clock);
    const gentlePast = {
      ...past,
      breathe: () => breathe(gentle, signal),
      during: gentle.during,
      progressed: parts.progressed,
    };
    while (!signal.aborted) {
      try {
        const listed = await listStatistics(past.link);
        for (const { statistic_id } of listed) {
          if (EntityId.safeParse(statistic_id).success) past.entityIds.add(statistic_id);
        }
        const limits = { before: past.liveFrom, oldestKept: rememberer.entrance.oldest() };
        await importPast({ ...gentlePast, ...limits, log, dataFolder: world.options.dataFolder });
        if (past.has("recorder")) await importStatistics({ ...gentlePast, listed, now: clock.now() });
        return;
      } catch (error) {
        if (!signal.aborted) failed(error);
      }
      await clock.sleep(IMPORT_RETRIES, signal);
    }
  }

  /** Core is to stay quick, and so is the one session of the embedded database. */
  async function breathe(gentle: Awaited<ReturnType<typeof gently>>, signal: AbortSignal): Promise<void> {
    await gentle.breathe(signal);
    if (db.engine === "embedded") await clock.sleep(EMBEDDED_BREATHES, signal);
  }

  async function refill(): Promise<Refilled> {
    if (!reachable) throw notConnected();
    return refillGaps(reachable, clock.now());
  }

  return { met, refill, deafMs: () => singing?.deafMs() ?? 0, settled: () => windingUp };
}

const shifted = (at: string, by: number) => fromMicroseconds(toMicroseconds(at) + by);

const notConnected = () =>
  new Refusal("not_connected", "Home Assistant does not answer just now; try again once it is connected", {
    status: 503,
    retryAfterSeconds: 10,
  });

import path from "node:path";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { instantOf } from "#server/instant.ts";
import { closeDue, closeHours } from "#server/intake/close-hours.ts";
import { noCounts } from "#server/intake/connect/counters.ts";
import { keepCovered } from "#server/intake/covered.ts";
import { keepFigures } from "#server/intake/figures.ts";
import { insertConnection } from "#server/intake/queries.ts";
import { openRememberer, type Rememberer } from "#server/intake/rememberer.ts";
import { keepReports } from "#server/intake/reports.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { tellOpenHours } from "#server/store/memory/sentences/tell-open-hours.ts";
import { keepTrace } from "#server/store/memory/traces/keep-trace.ts";
import { expireTraces } from "#server/store/memory/traces/retention.ts";
import { recorded } from "#server/store/memory/traces/testing.ts";
import type { Trace } from "#server/store/memory/traces/trace.ts";
import { addHome, ensureOwner } from "#server/store/people/people.ts";
import type { World } from "#server/world.ts";
import { EVENTS_A_DAY, mix } from "../../mix.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

const COMMIT_SECONDS = 10;
const AGE_DAYS = 0.5;
const DAY_MS = 86_400_000;
const CHUNK = 2_000;
/** Runs of automations: some 200 a day, as the recorder's own users report. */
const TRACE_EVERY = { minutes: 7 };
const RECORDED = ["chose-a-branch", "triggered-by-state", "triggered-by-time", "failed-half-way"];

export type Part = "coverage" | "metrics" | "reports" | "traces" | "hours" | "sentences";

/** The intake of one home, as the program runs it beside a link, on a simulated clock; Home Assistant is played by the mix. */
export async function ourHome(
  { url, folder, clock }: { url: string; folder: string; clock: SimulatedClock },
  without: ReadonlySet<string>,
): Promise<AsyncDisposable & { db: Database }> {
  await using stack = new AsyncDisposableStack();
  const db = stack.use(openDatabase(clock.watching(postgres(url))));
  await migrate(db);
  const owner = await ensureOwner(db);
  const home = await addHome(db, { owner });
  const connectionId = crypto.randomUUID();
  await insertConnection(db, { id: connectionId, home, owner, name: "bench", url: "http://127.0.0.1", sealed: "" });
  const where = { home, connectionId };
  const environment = { HOMEOPS_DATA: path.join(folder, "homeops"), HOMEOPS_COMMIT_SECONDS: String(COMMIT_SECONDS) };
  const world: World = { db, clock, log: jsonLog("warn"), options: readOptions(environment) };
  const rememberer = stack.use(await openRememberer(world, where));
  await live(world, rememberer);
  const has = (part: Part) => !without.has(part);

  const states = new Map<string, { entity_id: string; last_reported: string }>(); // as get_states tells them
  const counters = noCounts();
  const over = new AbortController();
  const tell = async () => {
    for (const observation of mix({ from: clock.now() * 1000 })) {
      await clock.sleep({ milliseconds: Date.parse(observation.at) - clock.now() }, over.signal);
      if (over.signal.aborted) return;
      counters.events++;
      states.set(observation.entityId ?? "", { entity_id: observation.entityId ?? "", last_reported: observation.at });
      rememberer.push(observation);
    }
  };
  const telling = tell();
  stack.defer(() => {
    over.abort();
    return telling;
  });

  const link = {
    ping: async () => 3,
    call: async <T>(_: object, answer: { parse(value: unknown): T }) => answer.parse([...states.values()]),
    over: over.signal,
    ended: new Promise<never>(() => {}),
  };
  if (has("coverage")) stack.use(keepCovered(world, { ...where, link, rememberer, from: instantOf(clock.now()) }));
  if (has("reports")) stack.use(keepReports(world, { link, rememberer, home }));
  if (has("hours")) stack.use(closeHours(world, world.clock.now));
  if (has("sentences")) stack.use(tellOpenHours(world));
  if (has("metrics")) {
    const figures = keepFigures(world, {
      ...where,
      rememberer,
      counters,
      isUp: () => true,
      told: () => figures.measured(3),
    });
    stack.use(figures);
  }
  if (has("traces")) {
    let number = 0;
    stack.use(
      clock.every(TRACE_EVERY, async () => {
        await clock.during(keepTrace(db, where, ranNow(RECORDED[number++ % RECORDED.length] ?? "", clock.now())));
      }),
    );
    stack.use(clock.every({ hours: 1 }, () => expireTraces(db, home, clock.now())));
  }
  const owned = stack.move();
  return { db, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Half a day before the first hour, so that tables have grown and every entity is known. */
async function live(world: World, rememberer: Rememberer): Promise<void> {
  const source = mix({ from: (world.clock.now() - AGE_DAYS * DAY_MS) * 1000, seed: 2 });
  for (let kept = 0; kept < AGE_DAYS * EVENTS_A_DAY; kept += CHUNK)
    await rememberer.keep(Array.from({ length: CHUNK }, () => source.next().value));
  while ((await closeDue(world)) > 0);
  await world.db.owner.script("vacuum analyze");
}

/** A recorded run as one that ended just now. */
function ranNow(name: string, now: number): Trace {
  const timestamp = { start: instantOf(now - 400), finish: instantOf(now) };
  const context = { id: crypto.randomUUID(), parent_id: null, user_id: null };
  return { ...recorded(name), run_id: crypto.randomUUID().replaceAll("-", ""), timestamp, context };
}

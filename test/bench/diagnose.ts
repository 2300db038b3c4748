import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { emptyHome } from "#db/testing.ts";
import { devicesNow } from "#server/analysis/devices/devices-now.ts";
import { EVERY as LISTED_EVERY } from "#server/analysis/devices/shared-looks.ts";
import { checks } from "#server/analysis/diagnostics/checks.ts";
import { examine } from "#server/analysis/diagnostics/examine.ts";
import { houseNow } from "#server/analysis/diagnostics/house-now.ts";
import { EVERY as DIAGNOSED_EVERY } from "#server/analysis/diagnostics/keep-diagnosing.ts";
import { EVERY as SCORED_EVERY, settleCosts } from "#server/analysis/health/keep-costs.ts";
import { instantOf } from "#server/instant.ts";
import { lawless } from "#server/law.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { freshDatabase } from "../world/fresh-database.ts";
import { startPostgres } from "../world/postgres.ts";
import { processorSeconds } from "./diagnose/cpu-seconds.ts";
import { DEVICES, ENTITIES, furnish, NOW, statesNow } from "./diagnose/home.ts";
import { templateSeconds } from "./diagnose/rival.ts";

const ROUNDS = 10;
const MINUTES_A_DAY = 1_440;
const RIVAL_EVERY = { minutes: 1 }; // homeassistant/helpers/template: ALL_STATES_RATE_LIMIT

/**
 * A whole diagnosis of a home of 3,000 entities with a month of outages, read, judged and settled: `first_ms`, and the middle of those after it.
 * `…_cpu_s_day`: what the processor does for it in a day, ours and PostgreSQL's, as often as the server looks: the diagnosis, the list of devices that
 * somebody follows all day, and what findings cost. `mb_per_1000`: what stays in memory of it for a thousand entities. The rival is Home
 * Assistant with the same states, looking once a minute by a template for what is away, low or silent.
 */
export async function diagnoseBench(): Promise<Record<string, number>> {
  const present = statesNow();
  const ours = await oursIn(present);
  const states = [...present.values()].map(({ entityId, state }, n) => ({
    ...{ entityId, state },
    attributes: n < DEVICES ? { device_class: "battery", unit_of_measurement: "%" } : {},
  }));
  const { seconds, answer } = await templateSeconds(states);
  const rival = seconds * timesADay(RIVAL_EVERY);
  console.log(`the template finds ${answer}, in ${Math.round(seconds * 1000)} ms of the processor`);
  return { ...ours, rival_cpu_s_day: Math.round(rival), ratio: Math.round((ours.cpu_s_day / rival) * 100) / 100 };
}

async function oursIn(present: ReturnType<typeof statesNow>) {
  await using server = await startPostgres();
  await using database = await freshDatabase(server.url);
  await using db = openDatabase(postgres(database.url));
  await migrate(db);
  const { home, connectionId } = await emptyHome(db);
  await furnish(db, home, connectionId);
  const before = heldMegabytes();
  const asked = { home, present, reported: new Map<string, string>() };
  const look = diagnosis(db, asked);
  const times: number[] = [];
  let findings = 0;
  const timed = async () => {
    const began = performance.now();
    findings += await look(times.length > 0);
    times.push(performance.now() - began);
  };
  await timed();
  const list = () =>
    db.transaction((tx) => devicesNow(tx, { ...asked, world: { db }, now: NOW, law: lawless, only: null }));
  await list();
  const daily = (every: { minutes: number }, work: () => Promise<unknown>) =>
    repeated(work, server.pid).then((seconds) => seconds * timesADay(every));
  const diagnosed = await daily(DIAGNOSED_EVERY, timed);
  const listed = await daily(LISTED_EVERY, list);
  const scored = await daily(SCORED_EVERY, () => settleCosts({ db }, home, NOW));
  const [first = 0, ...later] = times.map(Math.round);
  later.sort((one, other) => one - other);
  return {
    ...{ entities: ENTITIES, devices: DEVICES, findings, first_ms: first, later_ms: later[later.length >> 1] ?? 0 },
    ...{ diagnose_cpu_s_day: Math.round(diagnosed), devices_cpu_s_day: Math.round(listed) },
    ...{ score_cpu_s_day: Math.round(scored), cpu_s_day: Math.round(diagnosed + listed + scored) },
    mb_per_1000: Math.round(((heldMegabytes() - before) / ENTITIES) * 1e5) / 100,
  };
}

const timesADay = ({ minutes }: { minutes: number }): number => MINUTES_A_DAY / minutes;

type Asked = { home: number; present: ReturnType<typeof statesNow>; reported: ReadonlyMap<string, string> };

/** Answers how many findings it opened. */
const diagnosis =
  (db: Database, { home, present, reported }: Asked) =>
  (isStanding: boolean) =>
    db.transaction(async (tx) => {
      const house = await houseNow(tx, { home, now: NOW / 1000, present, reported, integrations: [] });
      const { seen } = examine(house, checks, { firstSeen: new Map(), isStanding: () => isStanding });
      const names = checks.map(({ name }) => name);
      const look = { home, at: instantOf(NOW), checks: names, seen, isHeldBack: () => false, isBeyond: () => true };
      return (await settle(tx, look)).opened;
    });

/** Processor seconds of one of many. */
async function repeated(work: () => Promise<unknown>, pid: number | undefined): Promise<number> {
  const all = await processorSeconds(pid, async () => {
    for (let round = 0; round < ROUNDS; round++) await work();
  });
  return all / ROUNDS;
}

/** In use after everything that nobody holds is gone. */
function heldMegabytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

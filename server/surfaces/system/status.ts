import type { Database } from "#db/database.ts";
import type { Asker, Call } from "#server/command.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { instantOf } from "#server/instant.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import type { ConnectionShown } from "#server/intake/contract.ts";
import { LONGEST_MINUTES } from "#server/intake/control/contract.ts";
import { errandsOf } from "#server/intake/control/errands.ts";
import { sizeOf } from "#server/intake/control/size.ts";
import { ANYBODY_MINUTES } from "#server/intake/control/who-pauses.ts";
import { runningImport } from "#server/intake/recorded/imports.ts";
import { shownImport } from "#server/intake/recorded/shown.ts";
import type { Watched } from "#server/intake/watched.ts";
import { embeddingOf } from "#server/store/memory/embed/embedding.ts";
import { homesOf } from "#server/store/people/people.ts";
import { version } from "#server/version.ts";
import { integrationIn } from "../has-integration.ts";
import { certificateShownBy } from "../shown-certificate.ts";
import { mayChangeServer } from "../which-home.ts";
import type { Checked } from "./checks.ts";
import type { SystemStatus } from "./contract.ts";
import { factsOf } from "./facts.ts";

const startedAt = instantOf(performance.timeOrigin);

/** How the memory is, as far as it concerns the homes of whoever asks; with the database away, as far as it is known without it. */
export async function status({ world, asker }: Pick<Call, "world" | "asker">, checked: Checked): Promise<SystemStatus> {
  const all = await homesOf(world.db, asker).catch(noneWhileAway);
  const homes = all.filter(({ role }) => role !== "guest").map(({ id }) => id);
  const visited = new Map(all.filter(({ role }) => role === "guest").map(({ id, name }) => [id, name]));
  const every = [...intakeOf(world).connections.values()];
  const watched = every.filter(({ row }) => homes.includes(row.home_id));
  const own = watched.map((one) => one.shown());
  const connections = [...own, ...visitedOf(every, visited)];
  const { gaps, pauses, dead } = await factsOf(world, homes);
  return {
    version,
    started_at: startedAt,
    engine: { name: world.db.engine, ...databaseOf(world, checked) },
    queue: { ...queueOf(watched), dead },
    lag_ms: longest(watched.map(({ rememberer }) => rememberer.backlog.numbers.lagMs)),
    memory_bytes: process.memoryUsage.rss(),
    disk_free_bytes: checked.diskFreeBytes,
    checked_at: checked.checkedAt,
    import: importOf(own),
    recorder_import: recorderImport(world, homes),
    gaps,
    pauses,
    errands: errandsOf(world).filter(({ home }) => homes.includes(home)),
    embedding: embeddingOf(world).progress,
    size: sizeOf(world) ?? null,
    connections,
    options: { wrong: [...world.options.wrong], waiting: [...world.options.waiting] },
    tls: certificateShownBy(world),
    app: integrationIn(world),
    you: { ...(await rightsOf(world.db, asker)), is_guest: all.length > 0 && homes.length === 0 },
  };
}

/** Of a home in which somebody is a guest: its name, and whether it is there. */
const visitedOf = (all: readonly Watched[], names: ReadonlyMap<number, string>): ConnectionShown[] =>
  all.flatMap((one) => {
    const name = names.get(one.row.home_id);
    if (name === undefined) return [];
    const { id, home, state } = one.shown();
    return [{ ...UNTOLD, id, home, name, state }];
  });

const UNTOLD = {
  ...{ url: "", reason: null, version: null, features: [], missing: [], last_connected_at: null, last_seen_at: null },
  ...{ health: null, clock: { skew_ms: null, sentence: null }, entities: 0 },
  import: { state: "none" as const, part: null, done: 0, remaining: null, rate: null, reached: null },
};

/** For what is shown: what is asked is judged again. */
async function rightsOf(db: Database, asker: Asker): Promise<Omit<SystemStatus["you"], "is_guest">> {
  const mayChange = await mayChangeServer(db, asker).then(
    () => true,
    () => false,
  );
  return { may_change: mayChange, may_pause_minutes: mayChange ? LONGEST_MINUTES : ANYBODY_MINUTES };
}

function noneWhileAway(error: unknown): [] {
  if (isDatabaseAway(error)) return [];
  throw error;
}

function databaseOf(
  { db, options }: Pick<Call["world"], "db" | "options">,
  checked: Checked,
): Omit<SystemStatus["engine"], "name"> {
  const why = db.away();
  return {
    version: checked.database?.version ?? "unknown",
    bytes: checked.database?.bytes ?? 0,
    events: checked.database?.events ?? 0,
    state: why === undefined ? "up" : "away",
    reason: why === undefined ? null : db.held() ? `HomeOps is ${db.held()}.` : `The database does not answer: ${why}.`,
    kind: checked.kind,
    disk: checked.disk,
    commit_seconds: options.commitSeconds,
  };
}

function queueOf(watched: readonly Watched[]): Omit<SystemStatus["queue"], "dead"> {
  const sum = { waiting: 0, bound: 0, spilled: 0, spilled_bytes: 0, shed: 0, stored: 0 };
  let isSafe = true;
  for (const { rememberer } of watched) {
    const numbers = rememberer.backlog.numbers;
    sum.waiting += numbers.waiting;
    sum.bound += numbers.bound;
    sum.spilled += numbers.spilled;
    sum.spilled_bytes += numbers.spilledBytes;
    sum.shed += numbers.shed + rememberer.turnedAway;
    sum.stored += numbers.stored;
    isSafe &&= numbers.isSafe;
  }
  return { ...sum, reason: isSafe ? null : unsafe(sum) };
}

const unsafe = ({ waiting, bound }: { waiting: number; bound: number }) =>
  `Neither the database nor the disk takes events. Memory holds ${waiting} and has room for ${bound}; free some space on the disk.`;

/** One answer for all homes: running as long as one runs. */
function importOf(connections: readonly ConnectionShown[]): SystemStatus["import"] {
  const imports = connections.map((connection) => connection.import);
  const running = imports.filter(({ state }) => state === "running");
  const total = (numbers: (number | null)[]) => numbers.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return {
    state: running.length > 0 ? "running" : imports.some(({ state }) => state === "done") ? "done" : "none",
    done: total(imports.map(({ done }) => done)),
    remaining: running.some(({ remaining }) => remaining === null)
      ? null
      : total(running.map(({ remaining }) => remaining)),
    rate: running.length > 0 ? total(running.map(({ rate }) => rate)) : null,
  };
}

function recorderImport(world: Call["world"], homes: readonly number[]): SystemStatus["recorder_import"] {
  const job = runningImport(world);
  return job && homes.includes(job.it.home_id) ? shownImport(job.it, job) : null;
}

function longest(lags: readonly (number | null)[]): number | null {
  const known = lags.filter((lag) => lag !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

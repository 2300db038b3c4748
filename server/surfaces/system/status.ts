import type { Call } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { Watched } from "#server/intake/watched.ts";
import { latestGaps } from "#server/store/memory/coverage.ts";
import { homesOf } from "#server/store/people/people.ts";
import { version } from "#server/version.ts";
import type { Checked } from "./checks.ts";
import type { SystemStatus } from "./contract.ts";

const startedAt = instantOf(performance.timeOrigin);

/** How the memory is, as far as it concerns the homes of whoever asks. */
export async function status({ world, asker }: Pick<Call, "world" | "asker">, checked: Checked): Promise<SystemStatus> {
  const homes = (await homesOf(world.db, asker)).map(({ id }) => id);
  const watched = [...intakeOf(world).connections.values()].filter(({ row }) => homes.includes(row.home_id));
  const connections = watched.map((one) => one.shown());
  return {
    version,
    started_at: startedAt,
    engine: {
      name: world.db.engine,
      version: checked.database?.version ?? "unknown",
      bytes: checked.database?.bytes ?? 0,
      events: checked.database?.events ?? 0,
      state: checked.isDatabaseUp ? "up" : "away",
      kind: checked.kind,
      disk: checked.disk,
      commit_seconds: world.options.commitSeconds,
    },
    queue: queueOf(watched),
    lag_ms: longest(watched.map(({ rememberer }) => rememberer.backlog.numbers.lagMs)),
    memory_bytes: process.memoryUsage.rss(),
    disk_free_bytes: checked.diskFreeBytes,
    checked_at: checked.checkedAt,
    import: importOf(connections),
    gaps: await latestGaps(world.db, homes),
    connections,
  };
}

function queueOf(watched: readonly Watched[]): SystemStatus["queue"] {
  const sum = { waiting: 0, bound: 0, spilled: 0, shed: 0, dead: 0, stored: 0 };
  for (const { rememberer } of watched) {
    const { waiting, bound, spilled, shed, dead, stored } = rememberer.backlog.numbers;
    sum.waiting += waiting;
    sum.bound += bound;
    sum.spilled += spilled;
    sum.shed += shed;
    sum.dead += dead + rememberer.buried;
    sum.stored += stored;
  }
  return sum;
}

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

function longest(lags: readonly (number | null)[]): number | null {
  const known = lags.filter((lag) => lag !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

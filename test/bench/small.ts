import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { percentile } from "#server/percentile.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { type HomeOpsProcess, homeopsProcess } from "../world/homeops-process.ts";
import { startPostgres } from "../world/postgres.ts";
import { controlGroup } from "./small/control-group.ts";
import { diskPhases, type Phase } from "./small/disk-phases.ts";
import { mixedHome } from "./small/mixed-home.ts";
import { childrenOf, residentMegabytes } from "./small/processes.ts";
import { limitsOfASmallMachine, THROTTLE } from "./small/small-machine.ts";
import { loopDisk } from "./written/loop-disk.ts";
import { smallDiskSettings } from "./written/small-disk-settings.ts";

const DISK_MB = 2_048;
const CORES = 2;
const SETTLES_MS = 45_000;
const RESTS_MS = 45_000;
/** ext4's journal, as Home Assistant OS mounts its data. */
const JOURNAL_SECONDS = 30;
const ASKED = 40;
/** A row of what was written each so many minutes. */
const PHASE_MINUTES = 5;

/**
 * The server and its PostgreSQL on a small machine, with a home of 545 entities at 3.2 events a second with bursts, in real time: `cpu_percent` of the machine's two
 * cores (throttled to 40 % of their time, as a Raspberry Pi 4 beside them), `resident_mb` of both, shared memory counted once, `lag_ms` from event to durable (99 of 100), query
 * times, and `written_mb_a_day`: what the disk was told to write meanwhile and at a checkpoint at the end, scaled to a day; what setting up wrote, once, stands apart.
 * A day has fewer checkpoints than one in so many minutes, so that a short run says too much.
 */
export async function smallBench(args: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args, options: { minutes: { type: "string", default: "30" } } });
  const minutes = Number(values.minutes);
  await using stack = new AsyncDisposableStack();
  const disk = stack.use(await loopDisk(DISK_MB, JOURNAL_SECONDS));
  const machine = stack.use(controlGroup("homeops-small"));
  for (const { name, limit } of limitsOfASmallMachine(disk.device))
    console.log(`${name}: ${machine.limit(limit) ? "set" : "not on this machine"}`);
  console.log(
    "not throttled: what the kernel writes back by itself, which version 1 of control groups gives to nobody",
  );
  const [server, database] = [stack.use(machine.child("server")), stack.use(machine.child("database"))];

  const share = path.join(disk.path, "postgres");
  const folder = path.join(disk.path, "homeops");
  await Promise.all([mkdir(share), mkdir(folder)]);
  const postgres = stack.use(await startPostgres({ disk: share, settings: smallDiskSettings }));
  database.add([postgres.pid ?? 0, ...childrenOf(postgres.pid ?? 0)]);
  const home = stack.use(await mixedHome());
  const environment = {
    DATABASE_URL: postgres.url,
    HOMEOPS_HA_URL: home.url,
    HOMEOPS_HA_TOKEN: home.token,
    HOMEOPS_COMMIT_SECONDS: "10",
  };
  const written = await diskPhases(disk, postgres.url);
  await written.ends("a new file system and database");
  const homeops = stack.use(await homeopsProcess(folder, environment));
  server.add([homeops.pid]);
  await live(homeops);
  await pause(SETTLES_MS);
  await written.ends("tables and the first import");
  await written.checkpoint();
  await written.ends("their checkpoint");

  const together = () => residentMegabytes(server.pids) + residentMegabytes(database.pids);
  const setUp = written.phases.length;
  const before = { server: server.cpuSeconds, database: database.cpuSeconds };
  const began = performance.now();
  let residentMb = 0;
  for (let minute = 1; minute <= minutes; minute++) {
    await pause(60_000);
    const [serverMb, databaseMb] = [residentMegabytes(server.pids), residentMegabytes(database.pids)];
    residentMb = Math.max(residentMb, serverMb + databaseMb);
    if (minute % PHASE_MINUTES > 0 && minute < minutes) continue;
    const phase = await written.ends(`until minute ${minute}`);
    console.log(
      `minute ${minute}: ${phase.disk} MB written since the last; server ${Math.round(serverMb)} MB, database ${Math.round(databaseMb)} MB`,
    );
  }
  const seconds = (performance.now() - began) / 1000;
  const percent = (used: number, was: number) => ((used - was) / seconds / CORES) * 100;
  const cpu = {
    server: percent(server.cpuSeconds, before.server),
    database: percent(database.cpuSeconds, before.database),
  };
  await written.checkpoint();
  await written.ends("a checkpoint");
  const status = SystemStatus.parse(await homeops.ask("system/status"));
  const resident = { server: residentMegabytes(server.pids), database: residentMegabytes(database.pids) };
  const times = await queryTimes(homeops);
  home.rest();
  await pause(RESTS_MS);
  const figures = {
    cpu_percent: tenth(cpu.server + cpu.database),
    cpu_server_percent: tenth(cpu.server),
    cpu_database_percent: tenth(cpu.database),
    cpu_percent_of_throttled: tenth((cpu.server + cpu.database) / THROTTLE),
    resident_mb: Math.round(residentMb),
    server_mb: Math.round(resident.server),
    database_mb: Math.round(resident.database),
    idle_mb: Math.round(together()),
    lag_ms: Math.round(status.lag_ms ?? 0),
    ...times,
    set_up_mb: Math.round(megabytes(written.phases) - lasting(written.phases.slice(setUp))),
    checkpoint_mb: Math.round(lasting(written.phases.slice(-1)) * 10) / 10,
    written_mb_a_day: Math.round(lasting(written.phases.slice(setUp)) * (86_400 / seconds)),
  };
  console.table(written.phases);
  console.table(figures);
  return figures;
}

const megabytes = (phases: readonly Phase[]): number => phases.reduce((sum, { disk }) => sum + disk, 0);

/** Without what a new database does once. */
const lasting = (phases: readonly Phase[]): number =>
  phases.reduce((sum, { disk, new_segments }) => sum + disk - new_segments, 0);

const tenth = (value: number): number => Math.round(value * 100) / 100;

async function live(homeops: HomeOpsProcess): Promise<void> {
  const state = async () => SystemStatus.parse(await homeops.ask("system/status")).connections[0]?.state;
  while ((await state()) !== "live") await pause(250);
}

async function queryTimes(homeops: HomeOpsProcess): Promise<Record<string, number>> {
  const hour = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() };
  const p95 = async (name: string, input: object) => {
    const times: number[] = [];
    for (let i = 0; i < ASKED; i++) {
      const since = performance.now();
      await homeops.ask(name, input);
      times.push(performance.now() - since);
    }
    return Math.round(percentile(times, 0.95));
  };
  return {
    timeline_p95_ms: await p95("memory/timeline", { limit: 50 }),
    chart_p95_ms: await p95("series/chart", { entity_id: "sensor.temperature_1", ...hour }),
  };
}

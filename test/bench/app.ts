import { setTimeout as pause } from "node:timers/promises";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { playedHome } from "../faults/played-home.ts";
import { provisionApp, treeBytes } from "../provision/app-image.ts";
import { type AppContainer, startApp } from "../world/app-container.ts";
import { startHomeAssistant } from "../world/home-assistant.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const SETTLES_MS = 60_000;
const LOAD = { perSecond: 300, seconds: 180 };
const LOOKS_MS = 5_000;
/** Each program's name and its share of the memory: what processes have in common is counted once, by parts. */
const SHARES = `for each in /proc/[0-9]*; do echo "$(cat $each/comm) $(sed -n 's/^Pss: *//p' $each/smaps_rollup)"; done`;

/**
 * `image_mb`: unpacked, beyond Debian's; `first_start_s` until it is healthy with a database just made, `start_s` with one that is there, and both
 * on one core; `idle_mb`: server and database together a minute after the first start on an existing home, `server_mb` of it the server's;
 * `busy_mb`: both at most in three minutes of 300 events a second on this machine, of whose memory PostgreSQL takes its share, and `busy_4gb_mb`
 * with the share that it takes of 4 GB.
 */
export async function appBench(): Promise<Record<string, number>> {
  const image = await provisionApp();
  await using ha = await startHomeAssistant();
  const env = { HOMEOPS_HA_URL: ha.url, HOMEOPS_HA_TOKEN: ha.token };
  const oneCore = await starts(env, ["taskset", "--cpu-list", "0"]);
  const { first, again, idle, server } = await starts(env, []);
  return {
    image_mb: Math.round(((await treeBytes(image.rootfs)) - image.baseBytes) / 1e6),
    ...{ first_start_s: first, start_s: again, first_start_one_core_s: oneCore.first, start_one_core_s: oneCore.again },
    ...{
      idle_mb: idle,
      server_mb: server,
      busy_mb: await busy(),
      busy_4gb_mb: await busy({ memoryBytes: 4 * 2 ** 30 }),
    },
  };
}

async function starts(env: Record<string, string>, under: string[]) {
  await using folder = await temporaryDirectory("app");
  await using app = await startApp({ folder: folder.path, env, under });
  const first = tenths(app.readySeconds);
  await app.stop();
  await app.start();
  const again = tenths(app.readySeconds);
  if (under.length > 0) return { first, again, idle: 0, server: 0 };
  await pause(SETTLES_MS);
  return { first, again, ...(await memory(app)) };
}

async function busy(limit: { memoryBytes?: number } = {}): Promise<number> {
  await using home = await playedHome({ entities: 1_200 });
  await using folder = await temporaryDirectory("app");
  await using app = await startApp({
    ...{ folder: folder.path, ...limit },
    env: { HOMEOPS_HA_URL: home.url, HOMEOPS_HA_TOKEN: home.token },
  });
  const stored = async () => SystemStatus.parse(await app.ask("system/status")).queue.stored;
  const before = await stored();
  let [most, isOver] = [0, false];
  const flood = home.flood(LOAD).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await pause(LOOKS_MS);
    most = Math.max(most, (await memory(app)).idle);
  }
  await flood;
  const kept = (await stored()) - before;
  if (kept < (LOAD.perSecond * LOAD.seconds) / 2) throw new Error(`Only ${kept} events were kept: this is no load`);
  return most;
}

async function memory(app: AppContainer): Promise<{ idle: number; server: number }> {
  const said = await app.exec("sh", "-c", SHARES);
  const shares = said.split("\n").map((line) => /^(\S+) (\d+) kB$/.exec(line) ?? []);
  const megabytes = (names: RegExp) =>
    Math.round(shares.reduce((sum, [, name = "", kb]) => sum + (names.test(name) ? Number(kb) / 1000 : 0), 0));
  return { idle: megabytes(/^(node|MainThread|postgres)$/), server: megabytes(/^(node|MainThread)$/) };
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;

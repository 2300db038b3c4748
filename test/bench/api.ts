import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { playedHome } from "../faults/played-home.ts";
import { startHomeAssistant } from "../world/home-assistant.ts";
import type { Load, Loaded } from "./api/load.ts";
import type { Heard, Wanted } from "./api/sockets.ts";
import { liveServer } from "./live-server.ts";

const PER_SECOND = 1_000;
const EVENTS_PER_SECOND = 100;
const SOCKETS = 100;
const ENTITIES = 545;
const WARM_SECONDS = 10;

const post = (command: string, input: object) => ({
  ...({ method: "POST", path: `/api/${command}`, body: JSON.stringify(input) } as const),
});
const MIX: Load["requests"] = [
  post("memory/timeline", { limit: 20 }),
  post("memory/search", { query: "lamp", limit: 10 }),
  post("system/status", {}),
  post("house/devices", { limit: 20 }),
  post("findings/list", { limit: 20 }),
];

/**
 * A thousand requests a second for `--seconds` (30): timeline, search, status, devices and findings in turn, by autocannon, while the home reports a hundred changes a
 * second and a hundred live sockets follow the timeline: `rps` and `p95_ms`, the `sockets` that are still open, and how many answers `failed`. Beside it the same load on
 * Home Assistant's own `GET /api/states` (`states_…`), with nobody else asking it.
 */
export async function apiBench(args: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args, options: { seconds: { type: "string", default: "30" } } });
  const seconds = Number(values.seconds);
  const ours = await homeops(seconds);
  const rival = await states(seconds);
  return { ...ours, states_rps: rival.rps, states_p95_ms: rival.p95_ms, states_failed: rival.failed };
}

async function homeops(seconds: number) {
  await using home = await playedHome({ entities: ENTITIES });
  await using live = await liveServer(home);
  const { url } = live.homeops;
  const token = readFileSync(path.join(path.dirname(live.homeops.log), "data", "api.token"), "utf8").trim();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const sockets = fork(new URL("api/sockets.ts", import.meta.url));
  sockets.send({ url, token, sockets: SOCKETS } satisfies Wanted);
  await once(sockets, "message");
  const flooding = home.flood({ perSecond: EVENTS_PER_SECOND, seconds: seconds + WARM_SECONDS });
  await load({ url, headers, requests: MIX, perSecond: PER_SECOND / 4, seconds: WARM_SECONDS });
  const loaded = await load({ url, headers, requests: MIX, perSecond: PER_SECOND, seconds });
  await flooding;
  sockets.send("count");
  const [heard] = (await once(sockets, "message")) as [Heard];
  return { ...loaded, sockets: heard.sockets, events_heard: heard.events };
}

async function states(seconds: number): Promise<Loaded> {
  await using ha = await startHomeAssistant();
  const headers = { authorization: `Bearer ${ha.token}` };
  return await load({
    url: ha.url,
    headers,
    requests: [{ method: "GET", path: "/api/states" }],
    perSecond: PER_SECOND,
    seconds,
  });
}

async function load(wanted: Load): Promise<Loaded> {
  const child = fork(new URL("api/load.ts", import.meta.url));
  child.send(wanted);
  const [loaded] = (await once(child, "message")) as [Loaded];
  return loaded;
}

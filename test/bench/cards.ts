import { readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import sql from "sql-template-tag";
import { buildCardsIfStale } from "../../frontend-card/build.ts";
import { CARDS } from "../integration/card-list.ts";
import { signedIn } from "../integration/signed-in.ts";
import { startChromium } from "../world/chromium.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { benchDatabase } from "./bench-database.ts";
import { firstContent } from "./cards/first-content.ts";
import { fillMemory } from "./history/fill.ts";

const FLOW = "/api/config/config_entries/flow";
const SEEN = ["light.kitchen_lights", "light.bed_light", "switch.decorative_lights"];
/** Home Assistant's own cards of the past, over what its recorder has of these entities: minutes, not weeks. */
const RIVALS = [
  {
    name: "logbook",
    card: { type: "logbook", target: { entity_id: SEEN } },
    tag: "hui-logbook-card",
    content: ".entry",
  },
  {
    name: "history_graph",
    card: { type: "history-graph", entities: SEEN },
    tag: "hui-history-graph-card",
    content: "canvas, state-history-chart-timeline",
  },
];

type Step = { flow_id: string; step_id?: string; result?: { entry_id: string } };

/**
 * In the real Home Assistant with Chromium, over so many events (`--events`, 10 million unless told otherwise): how long each card takes from its view
 * being opened to its first content, the middle of `--rounds`, beside Home Assistant's own cards in the same run (`_ms`; `memory_to_logbook` is a
 * ratio); how long a day's events take to be counted for the badge (`count_ms`); and the integration's part of Home Assistant's start (`setup_ms`).
 */
export async function cardsBench(args: string[]): Promise<Record<string, number>> {
  const options = {
    events: { type: "string", default: "10000000" },
    rounds: { type: "string", default: "9" },
  } as const;
  const { values } = parseArgs({ args, options });
  await buildCardsIfStale();
  await using stack = new AsyncDisposableStack();
  const bench = stack.use(await benchDatabase());
  const began = performance.now();
  await fillMemory(bench, { events: Number(values.events), until: Date.now() });
  await bench.db.owner.script("analyze");
  const counted = await bench.db.owner.row<{ events: number }>(sql`select count(*)::int as events from memory.event`);
  console.log(`${counted?.events} events in ${Math.round((performance.now() - began) / 1000)} s`);
  const home = stack.use(await startHomeAssistant({ hasIntegration: true }));
  await bench.db.owner.script(`update public.home_assistant_connections set url = '${home.url}'`);
  const folder = stack.use(await temporaryDirectory("cards"));
  const homeops = stack.use(
    await homeopsProcess(folder.path, {
      DATABASE_URL: bench.url,
      HOMEOPS_HA_URL: home.url,
      HOMEOPS_HA_TOKEN: home.token,
    }),
  );
  while (!JSON.stringify(await homeops.ask("connections/list")).includes('"live"')) await pause(200);
  const token = (await readFile(path.join(folder.path, "data/api.token"), "utf8")).trim();
  await add(home, { url: homeops.url, token });
  for (const service of ["turn_off", "turn_on"])
    await home.client.callService("light", service, {}, { entity_id: SEEN.slice(0, 2) });
  const setup = await setupMs(home);
  const browser = stack.use(await startChromium());
  const visit = stack.use(await signedIn(browser.context, home, "/lovelace/0"));
  const ours = CARDS.map(({ type, content, options }) => ({
    name: type.replace(/^homeops-|-card$/g, ""),
    card: { type: `custom:${type}`, ...options },
    tag: type,
    content,
  }));
  const load = loadavg()[0] ?? 0;
  const times = await firstContent(visit.page, home, [...ours, ...RIVALS], Number(values.rounds));
  const counting = performance.now();
  await homeops.ask("memory/count", { from: new Date(new Date().setHours(0, 0, 0, 0)).toISOString() });
  const count = Math.round(performance.now() - counting);
  return {
    events: counted?.events ?? 0,
    ...Object.fromEntries(Object.entries(times).map(([name, ms]) => [`${name}_ms`, ms])),
    memory_to_logbook: Math.round(((times.memory ?? 0) / (times.logbook ?? 1)) * 100) / 100,
    count_ms: count,
    setup_ms: setup,
    load: Math.round(load * 10) / 10,
  };
}

async function add({ client }: HomeAssistant, server: { url: string; token: string }): Promise<void> {
  const { flow_id } = await client.rest<Step>("POST", FLOW, { handler: "homeops" });
  const done = await client.rest<Step>("POST", `${FLOW}/${flow_id}`, server);
  if (!done.result) throw new Error(`The flow ended with ${JSON.stringify(done)}`);
}

/** Home Assistant says it of its last start. */
async function setupMs(home: HomeAssistant): Promise<number> {
  await home.restart();
  const took = await home.client.call<{ domain: string; seconds: number }[]>({ type: "integration/setup_info" });
  return Math.round((took.find(({ domain }) => domain === "homeops")?.seconds ?? Number.NaN) * 1000);
}

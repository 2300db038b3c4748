import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import sql from "sql-template-tag";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { installAiling, serviceAnswers } from "../home-assistant/ailing.ts";
import { pairedPhone } from "../home-assistant/paired-phone.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { startPostgres } from "../world/postgres.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { rivalRules } from "./alerts/rival.ts";
import { type Phones, secondsTo, spread } from "./alerts/times.ts";

const DANGERS = 20;
/** As many as one person is told of in an hour. */
const FAILURES = 4;
/** The first two entries are another test's. */
const FIRST_SERVICE = 2;
const SETTLES_MS = 310_000; // nothing is judged in the first five minutes of Home Assistant
const APART_MS = 30_000;
const PATIENCE_MS = 20 * 60_000;

const leaks = Array.from({ length: DANGERS }, (_, n) => `leak_${n}`);
const services = Array.from({ length: FAILURES }, (_, n) => FIRST_SERVICE + n);
const configuration = {
  mobile_app: {},
  input_boolean: Object.fromEntries(leaks.map((name) => [name, { name }])),
  template: [
    {
      binary_sensor: leaks.map((name) => ({
        ...{ name: `Sensed ${name}`, unique_id: name, device_class: "moisture" },
        state: `{{ is_state('input_boolean.${name}', 'on') }}`,
      })),
    },
  ],
};

/**
 * Seconds from the cause in a real Home Assistant to the request at the push service of a phone, the middle one and 19 of 20. `danger_s`: a wet sensor; `finding_s`:
 * an integration that fails, of which nothing is said before it has failed for five minutes and the finding has stood for five (all of it waited for, some 20 minutes;
 * `--dangers` leaves it out). The rival, in the same run, is Home Assistant's own automation with a notification: on the same sensor, and on an entity of
 * the integration that has been unavailable for five minutes.
 */
export async function alertsBench(args: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args, options: { dangers: { type: "boolean" } } });
  const install = async (directory: string) => {
    await installAiling(directory);
    // the first one too: what fails from the start is one of those that somebody is told of in an hour
    for (const number of [0, ...services]) await serviceAnswers(directory, number, true);
  };
  await using ha = await startHomeAssistant({ configuration, install });
  const startedAt = performance.now();
  await using ours = await pairedPhone(ha, "Our phone");
  await using rivals = await pairedPhone(ha, "Rival phone");
  for (let n = 0; n < FIRST_SERVICE + FAILURES; n++)
    await ha.client.rest("POST", "/api/config/config_entries/flow", { handler: "ailing" });
  await rivalRules(ha, {
    leaks: leaks.map((name) => `binary_sensor.sensed_${name}`),
    services: services.map((number) => `sensor.ailing_service_${number}`),
  });
  await using _ = await alertingServer(ha);
  const phones = { ours, rivals };
  const danger = await dangers(ha, phones);
  if (values.dangers) return danger;
  await pause(Math.max(0, SETTLES_MS - (performance.now() - startedAt)));
  return { ...danger, ...(await failures(ha, phones)) };
}

/** The server as people run it, past its first week, with one phone. */
async function alertingServer(ha: HomeAssistant): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await startPostgres());
  const folder = stack.use(await temporaryDirectory("alerts"));
  const environment = { DATABASE_URL: database.url, HOMEOPS_HA_URL: ha.url, HOMEOPS_HA_TOKEN: ha.token };
  const homeops = stack.use(await homeopsProcess(folder.path, environment));
  const offered = async () => JSON.stringify(await homeops.ask("alerts/channels"));
  while (!(await offered()).includes("notify.mobile_app_our_phone")) await pause(250);
  const target = { action: "notify.mobile_app_our_phone" };
  await homeops.ask("alerts/keep-channel", { kind: "companion", name: "Phone", target, whose: "mine" });
  await homeops.ask("alerts/keep-mine", { quiet: null, budget: 1_000 });
  await using db = openDatabase(postgres(database.url));
  await db.run(sql`update people.home set created_at = created_at - interval '30 days'`);
  return stack.move();
}

async function dangers(ha: HomeAssistant, phones: Phones): Promise<Record<string, number>> {
  const [own, rival]: [number[], number[]] = [[], []];
  for (const name of leaks) {
    await pause(1_000 + Math.random() * 2_000);
    const from = performance.now();
    await ha.client.callService("input_boolean", "turn_on", {}, { entity_id: `input_boolean.${name}` });
    const [a, b] = await Promise.all([
      secondsTo(phones.ours, { from, isIt: ({ message }) => message.includes(name) }),
      secondsTo(phones.rivals, { from, isIt: ({ message }) => message.endsWith(`_${name}`) }),
    ]);
    own.push(a);
    rival.push(b);
  }
  console.log(`a wet sensor: ${spread(own).told}; Home Assistant's automation: ${spread(rival).told}`);
  return {
    ...{ dangers: own.length, danger_s: spread(own).middle, danger_p95_s: spread(own).p95 },
    ...{ rival_danger_s: spread(rival).middle, rival_danger_p95_s: spread(rival).p95 },
    ratio: Math.round((10 * spread(own).exact) / spread(rival).exact) / 10,
  };
}

async function failures(ha: HomeAssistant, phones: Phones): Promise<Record<string, number>> {
  type Entry = { entry_id: string; title: string };
  const entries = await ha.client.call<Entry[]>({ type: "config_entries/get" });
  const told = services.map(async (number, i) => {
    await pause(i * APART_MS);
    const entry = entries.find(({ title }) => title === `Service ${number}`);
    await serviceAnswers(ha.configDirectory, number, false);
    const from = performance.now();
    await ha.client.rest("POST", `/api/config/config_entries/entry/${entry?.entry_id}/reload`, {});
    const within = { from, patienceMs: PATIENCE_MS };
    return Promise.all([
      secondsTo(phones.ours, { ...within, isIt: ({ title }) => title?.includes(`Service ${number}`) ?? false }),
      secondsTo(phones.rivals, { ...within, isIt: ({ message }) => message.endsWith(`_service_${number}`) }),
    ]);
  });
  const all = await Promise.all(told);
  const [own, rival] = [all.map(([one]) => one), all.map(([, one]) => one)];
  console.log(`a failed integration: ${spread(own).told}; Home Assistant's automation: ${spread(rival).told}`);
  return {
    ...{ findings: own.length, finding_s: spread(own).middle, finding_p95_s: spread(own).p95 },
    ...{ rival_finding_s: spread(rival).middle },
    finding_ratio: Math.round((10 * spread(own).exact) / spread(rival).exact) / 10,
  };
}

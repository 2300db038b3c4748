import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { appOptionsFile } from "./app-options.ts";
import type { Retention } from "./intake/control/contract.ts";
import { jsonLog } from "./log.ts";
import { Secret } from "./secret.ts";
import type { SystemStatus } from "./surfaces/system/contract.ts";
import { startHomeOps } from "./testing.ts";

const NOBODY = { url: "http://127.0.0.1:9", address: "127.0.0.2", token: new Secret("none") };

it("heeds options that are changed while it runs, says which are wrong, and which wait for the next start", async () => {
  const lines: string[] = [];
  const log = jsonLog("info", { write: (line) => void lines.push(line) });
  await using homeops = await startHomeOps({ options: { supervisor: NOBODY, ingressPort: 0 }, log });
  const { options } = homeops.world;
  const choose = (chosen: object) => writeFileSync(appOptionsFile(options.dataFolder), JSON.stringify(chosen));
  const days = async () => {
    const { classes } = (await homeops.ask("memory/retention")) as (typeof Retention)["_output"];
    return Object.fromEntries(classes.map(({ name, days }) => [name, days]));
  };
  expect(await days()).toMatchObject({ states: 90, traces: 30 });
  await homeops.ask("memory/keep", { kind: "class", value: "events", days: 40 });

  choose({ log_level: "debug", retention_days: 7, leave_out: ["camera.*"], voice: true, max_gigabytes: -1 });
  await expect.poll(days, { timeout: 10_000 }).toMatchObject({ states: 7, measurements: 7, events: 40, traces: 30 });
  expect(options).toMatchObject({ leaveOut: ["camera.*"], keepsVoice: false, maxGigabytes: undefined });
  expect(await homeops.ask("system/status")).toMatchObject({
    options: {
      wrong: [expect.stringContaining("max_gigabytes")],
      waiting: [expect.stringContaining("The option voice holds after the next start")],
    },
  } satisfies Partial<SystemStatus>);
  homeops.world.log.child({}).debug("heard");
  expect(lines.join()).toContain('"heard"');

  choose({});
  await expect.poll(days, { timeout: 10_000 }).toMatchObject({ states: 90, events: 40 });
  expect(options).toMatchObject({ leaveOut: [], wrong: [], waiting: [], logLevel: "info" });
  homeops.world.log.child({}).debug("unheard");
  expect(lines.join()).not.toContain('"unheard"');
});

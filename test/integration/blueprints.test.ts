import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Integrated, startIntegrated } from "./integrated.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../blueprints/automation/homeops");
const FILES = readdirSync(FOLDER).toSorted();
const TELL = {
  script: {
    phone: {
      sequence: [
        {
          event: "told_to_phone",
          event_data: {
            title: "{{ title | default('') }}",
            message: "{{ message }}",
            tag: "{{ (data | default({})).tag | default('') }}",
          },
        },
      ],
    },
  },
};
const notify_action = "script.phone";

let world: Integrated;
let told: Awaited<ReturnType<Integrated["events"]>>;
const everything = new AsyncDisposableStack();
beforeAll(async () => {
  world = everything.use(await startIntegrated({ configuration: TELL }));
  told = everything.use(await world.events("told_to_phone"));
  for (const file of FILES) {
    const yaml = readFileSync(path.join(FOLDER, file), "utf8");
    await world.home.client.call({ type: "blueprint/save", domain: "automation", path: `homeops/${file}`, yaml });
  }
}, 300_000);
afterAll(() => everything.disposeAsync());

const made = async (file: string, input: object) => {
  const id = file.replace(".yaml", "");
  const use_blueprint = { path: `homeops/${file}`, input: { notify_action, ...input } };
  await world.home.client.rest("POST", `/api/config/automation/config/${id}`, { alias: id, use_blueprint });
  await expect
    .poll(async () => (await world.home.client.state(`automation.${id}`).catch(() => null))?.state)
    .toBe("on");
};
const next = async () => (await told.next()) as { title: string; message: string; tag: string };
const set = (entity: string, state: string, attributes: object = {}) =>
  world.home.client.setState(entity, state, { ...attributes });

it("are all there, and Home Assistant reads each of them without a word", async () => {
  const list = await world.home.client.call<Record<string, object>>({ type: "blueprint/list", domain: "automation" });
  const ours = Object.entries(list).filter(([name]) => name.startsWith("homeops/"));
  expect(ours.map(([name]) => name.slice("homeops/".length)).toSorted()).toEqual(FILES);
  for (const [name, blueprint] of ours) expect(blueprint, name).not.toHaveProperty("error");
  expect(FILES).toEqual(["finding_to_phone.yaml", "freezer.yaml", "leak.yaml", "morning_brief.yaml"]);
});

it("tells of a freezer that gets warm, and takes it back when it is cold", async () => {
  const [freezer, degrees] = [
    "sensor.freezer",
    { friendly_name: "Freezer", unit_of_measurement: "°C", device_class: "temperature" },
  ];
  await set(freezer, "-18", degrees);
  await made("freezer.yaml", { thermometer: freezer, minutes: 0 });
  await set(freezer, "-17", degrees);
  await set(freezer, "-5", degrees);
  expect(await next()).toMatchObject({ title: "Freezer", message: "-5 °C", tag: "homeops-freezer-sensor.freezer" });
  await set(freezer, "-18", degrees);
  expect(await next()).toMatchObject({ message: "clear_notification", tag: "homeops-freezer-sensor.freezer" });
});

it("tells of a leak, closes the valve, and takes it back when all is dry", async () => {
  const sink = "binary_sensor.sink";
  const leak = { friendly_name: "Sink leak", device_class: "moisture" };
  const valves = (await world.home.client.call<{ entity_id: string; state: string }[]>({ type: "get_states" })).filter(
    ({ entity_id, state }) => entity_id.startsWith("valve.") && state === "open",
  );
  await set(sink, "off", leak);
  await made("leak.yaml", { sensors: [sink], valves: valves.slice(0, 1).map(({ entity_id }) => entity_id) });
  await set(sink, "on", leak);
  expect(await next()).toMatchObject({ title: "Water: Sink leak", tag: "homeops-leak-binary_sensor.sink" });
  if (valves[0]) expect((await world.home.client.state(valves[0].entity_id)).state).toMatch(/clos/);
  await set(sink, "off", leak);
  expect(await next()).toMatchObject({ message: "clear_notification", tag: "homeops-leak-binary_sensor.sink" });
});

it("tells of findings that are bad enough, each under its own tag, and takes them back", async () => {
  type Registered = { entity_id: string; platform: string; unique_id: string };
  const entities = await world.home.client.call<Registered[]>({ type: "config/entity_registry/list" });
  const finding = entities.find(
    ({ entity_id, platform, unique_id }) =>
      platform === "homeops" && entity_id.startsWith("event.") && unique_id.endsWith("finding"),
  )!.entity_id;
  const found = (what: string, severity: string, second: number) =>
    set(finding, `2026-11-28T02:00:0${second}.000+00:00`, {
      ...{ event_type: what, check: "device-silent", title: "Silent", severity, name: "Door sensor", finding: 7 },
    });
  await found("opened", "info", 0); // what was there when the automation begins
  await made("finding_to_phone.yaml", { finding });
  await found("opened", "warning", 1);
  await found("changed", "error", 2);
  expect(await next()).toEqual({ title: "Silent", message: "Door sensor", tag: "homeops-finding-7" });
  await found("closed", "error", 3);
  expect(await next()).toMatchObject({ message: "clear_notification", tag: "homeops-finding-7" });
});

it("tells in the morning what HomeOps answers", async () => {
  await made("morning_brief.yaml", { questions: ["how healthy is my home", "what needs attention"] });
  await world.home.client.callService(
    "automation",
    "trigger",
    { skip_condition: false },
    { entity_id: "automation.morning_brief" },
  );
  const { title, message } = await next();
  expect(title).toBe("Good morning");
  expect(message.split("\n").length).toBe(2);
  expect(message).not.toContain("did not answer");
});

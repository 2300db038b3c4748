import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { engines } from "#db/testing.ts";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { FindingPage, FindingRead, StepPage } from "#server/store/ledger/findings/contract.ts";
import type { TimelinePage } from "#server/store/memory/contract.ts";
import { startHomeOps } from "#server/testing.ts";

const patience = { timeout: 30_000, interval: 100 };
const battery = { unit_of_measurement: "%", device_class: "battery" };
const sensor = (entity_id: string, name: string, state: string, parts = {}) => ({ entity_id, name, state, ...parts });
/** Three days and some hours ago: in the evening it is nearer to four. */
const before = (entity_id: string, state: string) => ({ at: "-3d 06:00:00", entity_id, state });
const HOUSE = {
  integrations: [
    { id: "ce-zha", domain: "zha", title: "Zigbee", state: "loaded" },
    { id: "ce-hue", domain: "hue", title: "Hue bridge", state: "setup_error" },
  ],
  devices: [
    { id: "d-door", name: "Front door sensor", area: "hall", integration: "ce-zha" },
    { id: "d-plug", name: "Garden plug", area: "hall", integration: "ce-zha" },
  ],
  entities: [
    sensor("sensor.door_battery", "Front door battery", "80", { device: "d-door", attributes: battery }),
    sensor("switch.garden", "Garden plug", "on", { device: "d-plug" }),
    sensor("light.lamp", "Lamp", "off"),
  ],
  timeline: [before("sensor.door_battery", "9"), before("switch.garden", "unavailable")],
};

describe.each(engines)("what is wrong in a home on %s", (engine) => {
  let house: DemoHome;
  let homeops: HomeOps;
  beforeAll(async () => {
    house = await startSmallHouse(HOUSE);
    homeops = await startHomeOps({ engine });
    await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" });
    await vi.waitFor(async () => expect(await run()).toMatchObject({ held_back: [] }), patience);
  }, 90_000);
  afterAll(async () => {
    await homeops[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  });

  const run = () => homeops.ask("health/run");
  const list = async (wanted = {}) =>
    ((await homeops.ask("findings/list", wanted)) as z.infer<typeof FindingPage>).items;

  it("is said with its evidence, and nothing else is", async () => {
    const byCheck = (one: { check: string }, other: { check: string }) => (one.check < other.check ? 1 : -1);
    expect((await list()).sort(byCheck)).toMatchObject([
      {
        check: "device-unavailable",
        subject: { kind: "device", name: "Garden plug", area: "Hall" },
        severity: "warning",
      },
      {
        check: "battery-low",
        subject: { id: "sensor.door_battery" },
        title: "Battery at 9 %",
        expected: "More than 15 %",
      },
    ]);
    const low = (await list({ language: "de" })).find(({ check }) => check === "battery-low");
    expect(low).toMatchObject({ title: "Batterie bei 9 %", evidence: { percent: 9 } });
    expect(low?.sentence).toMatch(/^Front door battery ist bei 9 %, mindestens seit [34] Tagen$/);
  });

  it("is remembered like everything else that happened", async () => {
    await vi.waitFor(async () => {
      const page = (await homeops.ask("memory/timeline", { kinds: ["homeops_finding"] })) as z.infer<
        typeof TimelinePage
      >;
      expect(page.items.map(({ sentence }) => sentence).sort()).toEqual([
        "Battery at 9 %: Front door battery",
        "Device does not answer: Garden plug",
      ]);
    }, patience);
  });

  it("can be acted on, with everything taken back, and keeps who did what", async () => {
    const plug = (await list()).find(({ check }) => check === "device-unavailable");
    const finding = plug?.finding ?? 0;
    const act = (verb: string, more = {}) =>
      homeops.ask("findings/act", { finding, verb, ...more }) as Promise<z.infer<typeof FindingRead>>;
    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect(await act("snooze", { until })).toMatchObject({ state: "snoozed" });
    expect(await list()).toHaveLength(1);
    expect(await act("wake")).toMatchObject({
      state: "open",
      history: [{ what: "woken" }, { what: "snoozed", until }, {}],
    });
    expect(await act("mute_subject", { via: "repairs" })).toMatchObject({
      state: "muted",
      history: [{ what: "muted", of: "subject", by: "In Home Assistant" }, {}, {}, {}],
    });
    expect(await act("unmute", { via: "repairs" })).toMatchObject({
      state: "open",
      history: [{ what: "unmuted", by: "In Home Assistant" }, {}, {}, {}, {}],
    });
    await expect(act("snooze", { until: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({ code: "odd_span" });
    await expect(act("snooze")).rejects.toMatchObject({ status: 400 });
    const steps = (await homeops.ask("findings/history", { limit: 1 })) as z.infer<typeof StepPage>;
    expect(steps).toMatchObject({ items: [{ what: "unmuted", title: "Device does not answer: Garden plug" }] });
    const more = (await homeops.ask("findings/history", { cursor: steps.cursor })) as z.infer<typeof StepPage>;
    expect(more.items.map(({ what }) => what)).toEqual(["muted", "woken", "snoozed", "opened", "opened"]);
  });

  it("is answered when somebody asks", async () => {
    const asked = async (question: string) =>
      ((await homeops.ask("ask/question", { question })) as { answer: string }).answer;
    expect(await asked("what needs attention?")).toMatch(
      /^(?=.*Garden plug has not answered for [34] days)(?=.*Front door battery is at 9 %)/,
    );
    expect(await asked("is anything wrong with the garden plug?")).toMatch(
      /^Garden plug has not answered for [34] days/,
    );
    expect(await asked("is anything wrong with the lamp?")).toBe("Nothing is known to be wrong with Lamp.");
    expect(await asked("Ist alles in Ordnung?")).toMatch(
      /^Nein: 2 Dinge brauchen Aufmerksamkeit\. (Garden plug antwortet nicht, seit [34] Tagen|Front door battery ist bei 9 %)/,
    );
  });

  it("is over when it is over", async () => {
    const { world } = homeops;
    const [watched] = intakeOf(world).connections.values();
    const states = presentStates(world, watched?.row.home_id ?? 0);
    const plug = states.get("switch.garden");
    if (plug) states.set("switch.garden", { ...plug, state: "on" });
    await run();
    expect((await list()).map(({ check }) => check)).toEqual(["battery-low"]);
    expect(await list({ states: ["closed"] })).toMatchObject([{ check: "device-unavailable", closed_as: "gone" }]);
  });
});

import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { startHomeOps } from "#server/testing.ts";
import { Letter } from "./contract.ts";
import { linesOf } from "./told-lines.ts";
import { weekOf } from "./week-of.ts";
import { weeklyLetter } from "./weekly-letter.ts";

const patience = { timeout: 30_000, interval: 100 };
const battery = { unit_of_measurement: "%", device_class: "battery" };
const HOUSE = {
  integrations: [{ id: "ce-zha", domain: "zha", title: "Zigbee", state: "loaded" }],
  devices: [
    { id: "d-door", name: "Front door sensor", area: "hall", integration: "ce-zha" },
    { id: "d-plug", name: "Garden plug", area: "hall", integration: "ce-zha" },
  ],
  entities: [
    { entity_id: "sensor.door_battery", name: "Front door battery", state: "6", device: "d-door", attributes: battery },
    { entity_id: "switch.garden", name: "Garden plug", state: "on", device: "d-plug" },
  ],
  timeline: [{ at: "-3d 06:00:00", entity_id: "switch.garden", state: "unavailable" }],
};

describe("the weekly letter", () => {
  let house: DemoHome;
  let homeops: HomeOps;
  beforeAll(async () => {
    house = await startSmallHouse(HOUSE);
    homeops = await startHomeOps({ engine: "postgresql" });
    await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" });
    await vi.waitFor(async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [] }), patience);
  }, 90_000);
  afterAll(async () => {
    await homeops[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  });

  const letter = async (wanted = {}) => Letter.parse(await homeops.ask("letters/week", wanted));
  const part = async (name: string, wanted = {}) =>
    (await letter(wanted)).parts.find((one) => one.part === name)?.lines;

  it("says what was unusual, and what will need somebody", async () => {
    expect(await part("unusual")).toEqual([expect.stringMatching(/: Garden plug \(Hall\)\.$/)]);
    expect(await part("coming")).toEqual([
      "The battery of Front door battery is low.",
      expect.stringMatching(/things? needs? attention now\.$/),
    ]);
    expect((await letter()).text).toContain("What was mended\n• Nothing had to be.\n\nWhat will need you\n• ");
    expect(await part("coming", { language: "de" })).toContain("Die Batterie von Front door battery ist schwach.");
  });

  it("says what HomeOps mended itself, where that was proven", async () => {
    await homeops.world.db.run(sql`
      insert into healing.attempt (home_id, finding_id, remedy, check_name, subject_kind, subject, name, entities, mentions, plan, hash,
        by_whom, intent_at, before, verdict, verdict_at)
      select finding.home_id, finding.id, 'ping-device', finding.check_name, 'device', 'd-plug', 'Garden plug', '{}', '{}', '{}'::jsonb,
        'hash', 'act', now() - interval '1 hour', '{}'::jsonb, verdict, now() - interval '50 minutes'
      from ledger.finding
      cross join (values ('fixed'), ('not_fixed')) as it (verdict)
      where finding.check_name = 'device-unavailable'`);
    expect(await part("mended")).toEqual([expect.stringMatching(/^HomeOps mended: .*Garden plug \(Hall\)\.$/)]);
    await homeops.world.db.run(sql`delete from healing.attempt`);
  });

  it("says what was no problem among what it got wrong, and no more among what was unusual", async () => {
    const { items } = (await homeops.ask("findings/list")) as { items: { finding: number; check: string }[] };
    const plug = items.find(({ check }) => check === "device-unavailable")!;
    await homeops.ask("findings/act", { finding: plug.finding, verb: "not_a_problem" });
    expect(await part("unusual")).toEqual(["Nothing."]);
    expect(await part("wrong")).toEqual([expect.stringMatching(/: Garden plug was no problem, somebody said\.$/)]);
  });

  it("tells of forecasts that missed the day", async () => {
    await homeops.world.db.run(sql`
      insert into ledger.prediction (home_id, kind, entity_id, detector, made_on, expected_on, earliest_on, latest_on, basis,
        outcome, outcome_on)
      select home_id, 'battery-empty', id, 'curves 2', current_date - 30, current_date + 40, current_date + 30, current_date + 50,
        '{}'::jsonb, 'came', current_date - 1
      from house.entity
      where entity_id = 'sensor.door_battery'`);
    expect(await part("wrong")).toContainEqual(
      expect.stringMatching(/^The battery of Front door battery was empty on .*, and was expected to be around /),
    );
  });

  it("says of a week in which nobody looked that it does not know", async () => {
    const { parts } = await letter({ week: "2020-05-10" });
    expect(parts.map((one) => one.part)).toEqual(["unusual", "mended", "wrong"]);
    expect(parts[0]?.lines).toEqual(["HomeOps has not looked at this home in these days, so it cannot say."]);
  });

  it("is sent to a person as that person may read it, and to a stranger not at all", async () => {
    const { db } = homeops.world;
    const row = await db.row<{ home: number; person: string }>(sql`
      select home.id as home, users.id as person
      from people.home, public.users
      limit 1`);
    const { home, person: personId } = row!;
    const sent = await weeklyLetter(homeops.world, { home, personId, language: "en" });
    expect(sent.parts.map((one) => one.part)).toEqual(["unusual", "mended", "coming", "wrong"]);
    const stranger = weeklyLetter(homeops.world, { home, personId: crypto.randomUUID(), language: "en" });
    await expect(stranger).rejects.toMatchObject({ code: "unknown_home" });
  });
});

it("has seven days of the home, whatever its clocks do", () => {
  const berlin = { now: Date.parse("2026-10-28T12:00:00Z"), timeZone: "Europe/Berlin" };
  expect(weekOf(1, undefined, berlin)).toMatchObject({
    from: "2026-10-21T11:00:00.000000+00:00",
    to: "2026-10-28T12:00:00.000000+00:00",
  });
  expect(weekOf(1, "2026-10-25", berlin)).toMatchObject({
    from: "2026-10-18T22:00:00.000000+00:00",
    to: "2026-10-25T23:00:00.000000+00:00",
    isNow: false,
  });
});

it("stays on one screen", () => {
  const lines = linesOf(["a", "b", "c", "d", "e", "f"], { none: "-", sums: ["s"], language: "en" });
  expect(lines).toEqual(["a", "b", "c", "d", "And 2 more.", "s"]);
  expect(linesOf([], { none: "-", language: "de" })).toEqual(["-"]);
});

import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { systemClock } from "#server/clock.ts";
import type { Asker } from "#server/command.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import { presentStates } from "#server/store/house/present.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { seen } from "#server/store/memory/testing.ts";
import { keepTrace } from "#server/store/memory/traces/keep-trace.ts";
import { Trace } from "#server/store/memory/traces/trace.ts";
import { keepCase } from "#server/store/memory/wrong-answers/queries.ts";
import { keepLaw } from "#server/store/people/law/keep-law.ts";
import { addMember, addPerson } from "#server/store/people/people.ts";
import type { World } from "#server/world.ts";
import { namedHome } from "./ask/testing.ts";

const DAY = "2026-11-21";
const THINGS = {
  "person.anna": { name: "Anna" },
  "person.ben": { name: "Ben" },
  "device_tracker.anna_phone": { name: "Anna’s phone" },
  "sensor.anna_phone_location": { name: "Phone location" },
  "sensor.anna_phone_battery": { name: "Phone battery", unit: "%" },
  "zone.school": { name: "School" },
  "light.hall": { name: "Hall lamp", area: "Hall" },
  "light.attic": { name: "Attic lamp", area: "Attic" },
  "cover.garage_door": { name: "Garage door", area: "Garage", deviceClass: "garage" },
  "lock.front_door": { name: "Front door", area: "Hall" },
  "sensor.safe": { name: "Safe", area: "Attic" },
  "automation.welcome": { name: "Welcome" },
};
const EXPOSED = ["light.hall", "light.attic", "cover.garage_door", "lock.front_door"];

/** What tells of Anna's movements, and of what Assist may not speak of; each stands where it would be told. */
export const MOVED = ["Canary Street", "Canary School", "52.987654", '"changed_by":"Anna"', "state of person.anna"];
export const CHANGED = ["Canary Commute"];
export const UNEXPOSED = ["Canary Safe"];

export type LawHome = Awaited<ReturnType<typeof lawHome>>;

/** For tests: a home in which Anna went to school, opened a lock with her code, and came home to a lamp that an automation turned on. */
export async function lawHome(db: Database) {
  const clock = { ...systemClock, now: () => Date.parse(`${DAY}T12:00:00Z`), sleep: async () => {} };
  const world: World = { db, clock, log: jsonLog("silent"), options: readOptions({}) };
  const home = await namedHome(db, THINGS, `${DAY}T00:00:00+00:00`);
  await db.run(
    sql`update house.entity set device_id = 'phone' where home_id = ${home.home} and entity_id like '%anna_phone%'`,
  );
  const at = (time: string) => `${DAY}T${time}.000000+00:00`;
  const state = (entity: string, time: string, state: string, attributes: object = {}, context: string | null = null) =>
    seen(entity, at(time), {
      state,
      attributes: JSON.stringify(attributes),
      context: context === null ? null : { id: context, parent_id: null, user_id: null },
    });
  await home.remember(
    state("person.anna", "06:00:00", "home"),
    state("light.hall", "06:00:00", "off"),
    state("cover.garage_door", "06:00:00", "closed"),
    state("sensor.anna_phone_battery", "06:00:00", "80", { unit_of_measurement: "%", state_class: "measurement" }),
    state("lock.front_door", "06:30:00", "locked"),
    state("person.anna", "06:40:00", "Canary School"),
    state("device_tracker.anna_phone", "07:00:00", "Canary School", { latitude: 52.987654 }),
    state("sensor.anna_phone_location", "07:01:00", "Canary Street 7"),
    state("zone.school", "07:01:00", "1", { persons: ["person.anna"] }),
    state("sensor.safe", "07:05:00", "Canary Safe"),
    state("light.attic", "07:06:00", "on"),
    state("cover.garage_door", "08:30:00", "open"),
    state("cover.garage_door", "08:40:00", "closed"),
    seen("automation.welcome", at("09:00:00"), {
      type: "automation_triggered",
      state: null,
      attributes: JSON.stringify({ entity_id: "automation.welcome", name: "Welcome", source: "state of person.anna" }),
      context: { id: "welcome", parent_id: null, user_id: null },
    }),
    state("person.anna", "09:00:00", "home"),
    state("light.hall", "09:00:01", "on", {}, "welcome"),
    state("lock.front_door", "09:05:00", "unlocked", { changed_by: "Anna" }),
  );
  await closeDue({ db, clock }, undefined, { only: home.home });
  await keepTrace(db, home, welcomed(at));
  await db.run(sql`
    insert into memory.dead_letter (home_id, reason, body)
    values (${home.home}, 'not understood', convert_to('{"entity_id":"person.anna","state":"Canary School"}', 'UTF8'))`);
  const commute = { alias: "Canary Commute", triggers: [{ trigger: "state", entity_id: "person.anna" }] };
  const made = { item_id: "commute", entity_id: "automation.commute", name: commute.alias, body: commute };
  const reading = { kind: "automation", isWhole: true, who: null } as const;
  await keepItems(db, home, { ...reading, items: [], at: at("08:00:00") });
  const [change] = await keepItems(db, home, { ...reading, items: [made], at: at("08:01:00") });
  await db.run(sql`
    insert into memory.episode (home_id, entity_id, kind, started_at, ended_at)
    values (${home.home}, ${await home.entity("device_tracker.anna_phone")}, 'away', ${at("07:00:00")}, ${at("08:59:00")})`);
  await keepCase(db, home.home, calledWrong(at("09:30:00")));
  const located = await home.entity("sensor.anna_phone_location");
  const isBeyond = () => true;
  const seenNow = {
    ...{ check_name: "stuck", subject_kind: "entity", subject: String(located), severity: "warning" as const },
    ...{ evidence: { at: "Canary Street" }, mentions: [located], since: at("07:01:00"), cause: undefined },
  };
  await db.transaction((tx) =>
    settle(tx, {
      ...{ home: home.home, at: at("10:00:00"), checks: ["stuck"], seen: [seenNow] },
      ...{ isHeldBack: () => false, isBeyond },
    }),
  );
  const finding = await db.row<{ id: number }>(sql`select id from ledger.finding where home_id = ${home.home}`);
  await db.run(sql`
    insert into alerts.alert (home_id, key, kind, finding_id, mentions, is_danger, severity, rule, opened_at)
    values (${home.home}, 'finding', 'stuck', ${finding?.id}, '{}', false, 'warning', 'warning', ${at("10:05:00")})`);
  const states = Object.keys(THINGS).map((entityId) => ({
    ...{ entityId, state: "on", changedAt: at("07:00:00"), updatedAt: at("07:00:00") },
    attributes: entityId === "person.anna" ? { device_trackers: ["device_tracker.anna_phone"] } : {},
  }));
  const now: Record<string, string> = {
    "person.anna": "Canary School",
    "sensor.anna_phone_location": "Canary Street 7",
    "sensor.safe": "Canary Safe",
  };
  for (const one of states)
    presentStates(world, home.home).set(one.entityId, { ...one, state: now[one.entityId] ?? one.state });
  const askLaw = () => keepLaw(db, home, { states, exposed: EXPOSED });
  await askLaw();

  async function account(name: string, role: "admin" | "member"): Promise<Asker & { personId: string }> {
    const personId = await addPerson(db, name);
    await addMember(db, { home: home.home, person: personId, role });
    await db.run(sql`
      insert into people.self (user_id, home_id, person_id)
      values (${personId}::uuid, ${home.home}, ${await home.entity(`person.${name.toLowerCase()}`)})`);
    return { kind: "person", personId };
  }
  return {
    ...home,
    change: change?.change ?? 0,
    finding: finding?.id ?? 0,
    world,
    at,
    keepLaw: askLaw,
    anna: await account("Anna", "member"),
    ben: await account("Ben", "admin"),
  };
}

const calledWrong = (asked_at: string) => ({
  ...{ asked_at, question: "where was Anna at 8:05", before: null, correction: null },
  told: {
    answer: "Anna was at Canary School.",
    result: { kind: "text" as const, value: "Canary School" },
    understood: { intent: "where" as const, entities: ["person.anna"], from: null, to: null },
  },
});

const welcomed = (at: (time: string) => string) =>
  Trace.parse({
    ...{ domain: "automation", item_id: "welcome", run_id: "run-1", state: "stopped", script_execution: "finished" },
    trigger: "state of person.anna",
    timestamp: { start: at("09:00:00"), finish: at("09:00:02") },
    trace: {
      "trigger/0": [
        {
          path: "trigger/0",
          timestamp: at("09:00:00"),
          changed_variables: { this: { entity_id: "automation.welcome" }, from: "Canary School" },
        },
      ],
    },
    context: { id: "welcome" },
    config: { triggers: [{ entity_id: "person.anna" }] },
  });

import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { acknowledge } from "#server/actions/alerts/acknowledge.ts";
import { defaultRules } from "#server/actions/alerts/default-rules.ts";
import { type AlertedHome, alertedHome, DAY, HOUR, MINUTE, receiver } from "#server/actions/alerts/testing.ts";
import type { Severity } from "#server/finding.ts";
import { instantOf } from "#server/instant.ts";
import type { Seen } from "#server/store/ledger/findings/differing.ts";
import { isFull } from "../faults/figures.ts";

const DAYS = isFull ? 30 : 6;
const STEP = 4 * HOUR;
const FAULTS_A_DAY = 4;
const SEED = Number(process.env.CHAOS_SEED ?? 20_261_128);

type Fault = { from: number; until: number; isFlapping: boolean; seen: Partial<Seen>[] };
type AlertRow = {
  id: number;
  rule: string;
  is_danger: boolean;
  level: number;
  acked_at: string | null;
  /** Hours. */
  stood: number;
};

it(`${DAYS} days of random faults end without a storm, with every alert acknowledged or told to its end`, async () => {
  const random = seeded(SEED);
  await using db = await testDatabase();
  await using other = await receiver();
  const home = await alertedHome(db, { at: "2026-10-22T00:00:00Z", timeZone: "Europe/Berlin" }); // clocks go back within
  await db.run(sql`
    insert into public.home_assistant_connections (home_id, name, url, encrypted_token, user_id)
    values (${home.home}, 'House', 'http://chaos', '', ${home.owner}::uuid)`);
  const people = {
    anna: home.owner,
    ben: await home.member("Ben", "admin"),
    cleo: await home.member("Cleo", "member"),
  };
  for (const [name, person] of Object.entries(people)) await home.way("companion", other.url, person, name);
  await home.way("email", other.url, people.anna, "anna-mail");
  const began = home.now();
  const faults = Array.from({ length: DAYS * FAULTS_A_DAY }, () => faultAt(random, began));
  const arrivals: { to: string; at: number; kind: string; isDanger: boolean }[] = [];

  while (home.now() < began + DAYS * DAY) {
    other.answerWith(random() < 0.05 ? 503 : 200);
    await live(home, faults, random);
    await acknowledgeSome(home, random, Object.values(people));
    for (const [index, told] of other.received.entries())
      if (index >= arrivals.length)
        arrivals.push({ to: told.to ?? "", at: home.now(), kind: told.kind, isDanger: told.tag.includes("danger") });
  }
  other.answerWith(200);
  await home.sees();
  for (const id of ["binary_sensor.a", "binary_sensor.b"]) await home.sensor(id, "moisture", "off");
  await home.pass(8 * DAY, 6 * HOUR); // so that all that waits for a Sunday is told

  const alerts = await db.rows<AlertRow>(sql`
    select id, rule, is_danger, level, acked_at,
      (extract(epoch from coalesce(quiet_since, closed_at) - opened_at) / 3600)::float8 as stood
    from alerts.alert
    where home_id = ${home.home}`);
  const outbox = await db.rows<{
    state: string;
    key: string;
    kind: string;
    user_id: string;
    counts: boolean;
    began_at: string | null;
  }>(sql`select state, key, kind, user_id, counts, began_at from alerts.sending where home_id = ${home.home}`);
  // What was told within the day before begins a day later.
  const stoodLong = alerts.filter(
    ({ stood, is_danger, acked_at }) => acked_at === null && stood > (is_danger ? 9 : 30),
  );
  expect(stoodLong.length).toBeGreaterThan(DAYS / 6);
  const unfinished = stoodLong.filter(({ rule, level }) => level < (defaultRules.get(rule)?.levels.length ?? 0));
  expect(unfinished).toEqual([]);
  expect(outbox.filter(({ state }) => state === "waiting" || state === "sending")).toEqual([]);
  const keys = other.received.filter(({ kind }) => kind).map(({ key }) => key);
  expect(new Set(keys).size, "received once").toBe(keys.length);
  const sent = outbox.filter(({ state, kind }) => state === "sent" && kind !== "clear");
  expect(
    sent.filter(({ key }) => !keys.includes(key)),
    "sent and received",
  ).toEqual([]);
  for (const [name, person] of Object.entries(people)) {
    const pushes = outbox.filter(
      (one) => one.user_id === person && one.counts && ["sent", "unknown"].includes(one.state),
    );
    expect(pushes.length, `pushes to ${name} in a month`).toBeLessThanOrEqual(3);
  }
  expect(busiestHour(arrivals), "to one person within an hour").toBeLessThanOrEqual(8);
  for (const to of new Set(arrivals.map((one) => one.to))) {
    const theirs = arrivals.filter((one) => one.to === to && ["alert", "reminder"].includes(one.kind));
    const perWeek = (count: number) => (count / (DAYS / 7)).toFixed(2);
    const dangers = theirs.filter(({ isDanger }) => isDanger).length;
    console.log(
      `chaos: ${to}: ${perWeek(theirs.length - dangers)} pushes and ${perWeek(dangers)} of dangers a week; ${faults.length} faults, ${alerts.length} alerts in ${DAYS} days`,
    );
  }
}, 900_000);

/** One stretch of time, with what is wrong in it. */
async function live(home: AlertedHome, faults: readonly Fault[], random: () => number): Promise<void> {
  const now = home.now();
  const going = faults.filter(({ from, until }) => from <= now && now < until);
  await home.sees(
    ...unique(going.filter(({ isFlapping }) => !isFlapping || random() < 0.5).flatMap(({ seen }) => seen)),
  );
  if (random() < 0.02) await home.sensor(random() < 0.5 ? "binary_sensor.a" : "binary_sensor.b", "moisture", "on");
  else if (random() < 0.3)
    for (const id of ["binary_sensor.a", "binary_sensor.b"]) await home.sensor(id, "moisture", "off");
  await home.pass(12 * MINUTE, 6 * MINUTE);
  await home.pass(STEP - 12 * MINUTE, STEP);
}

function faultAt(random: () => number, began: number): Fault {
  const from = began + random() * DAYS * DAY;
  const severity = (["info", "warning", "warning", "error", "critical"] as const)[Math.floor(random() * 5)] as Severity;
  const cause = { check_name: "integration-failed", subject_kind: "home", subject: "" };
  const effects = Array.from({ length: random() < 0.2 ? 40 : 0 }, (_, n) => ({
    ...{ check_name: "device-unavailable", subject_kind: "device", subject: `d${n}`, severity, cause },
  }));
  const subject = `own${Math.floor(random() * 20)}`;
  const alone = { check_name: "battery-low", subject_kind: "device", subject, severity };
  const seen = effects.length > 0 ? [{ ...cause, severity }, ...effects] : [alone];
  return { from, until: from + random() * 2 * DAY, isFlapping: random() < 0.3, seen };
}

function unique(seen: readonly Partial<Seen>[]): Partial<Seen>[] {
  return [...new Map(seen.map((it) => [`${it.check_name} ${it.subject}`, it])).values()];
}

async function acknowledgeSome(home: AlertedHome, random: () => number, people: readonly string[]): Promise<void> {
  const { db } = home.world;
  const open = await db.rows<{ id: number }>(
    sql`select id from alerts.alert where home_id = ${home.home} and closed_at is null and acked_at is null and told_at is not null`,
  );
  for (const { id } of open) {
    if (random() > 0.1) continue;
    const person = people[Math.floor(random() * people.length)] ?? null;
    const at = instantOf(home.now());
    await db.transaction((tx) => acknowledge(tx, { home: home.home, alert: id, at, person }));
  }
}

function busiestHour(arrivals: readonly { to: string; at: number; kind: string }[]): number {
  const pushed = arrivals.filter(({ kind }) => ["alert", "reminder", "recovery"].includes(kind));
  return Math.max(
    0,
    ...pushed.map(({ to, at }) => pushed.filter((one) => one.to === to && one.at >= at && one.at < at + HOUR).length),
  );
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import type { z } from "zod";
import { type Call, command } from "#server/command.ts";
import { lawOf } from "#server/law.ts";
import { dayBefore, type Tally } from "#server/store/memory/retention/day-plan.ts";
import { type Detail, detailsOf } from "#server/store/memory/retention/details.ts";
import type { KeptEntity } from "#server/store/memory/retention/keep-days.ts";
import { todayOf } from "#server/store/memory/retention/let-go.ts";
import { daysThere } from "#server/store/memory/retention/queries.ts";
import { rulesOf } from "#server/store/memory/retention/rules.ts";
import { tallyDay } from "#server/store/memory/retention/tally.ts";
import { talliesSince } from "#server/store/memory/retention/tally-queries.ts";
import { Heaviest, HeaviestPage, type HeavyEntity } from "./contract.ts";
import { calledOf } from "./queries.ts";

export const heaviest = command({
  name: "memory/heaviest",
  summary: "Entities by what they take a day, with what keeping less of them would save",
  input: Heaviest,
  output: HeaviestPage,
  run: listHeaviest,
});

type Weight = { states: number; changes: number; others: number; hours: number; bytes: number };

async function listHeaviest({ days, limit }: z.output<typeof Heaviest>, { world, db, home, asker }: Call) {
  const tallies = await latestTallies(world, home, days);
  const rules = await rulesOf(world.db, home);
  const weights = weighed(tallies);
  const all = sum([...weights.values()].map(({ bytes }) => bytes));
  const first = [...weights].sort(([, one], [, other]) => other.bytes - one.bytes).slice(0, limit);
  const called = new Map(
    (
      await calledOf(
        db,
        first.map(([id]) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const { hidden } = await db.transaction((tx) => lawOf(tx, asker)); // how often somebody was heard of tells of them
  const items = first.flatMap(([id, weight]): HeavyEntity[] => {
    const entity = rules.entities.get(id);
    if (!entity || hidden.has(entity.entity_id)) return [];
    const { name = null, area = null, device = null, device_id = null } = called.get(id) ?? {};
    const wished = detailsOf(entity, rules.details).map(({ detail }) => detail);
    return [
      {
        ...{ entity_id: entity.entity_id, name, area, device, device_id, labels: entity.labels },
        integration: entity.platform,
        ...perDay(weight, entity, tallies.length),
        share: all > 0 ? weight.bytes / all : 0,
        detail: (["out", "rollups", "changes"] as Detail[]).find((detail) => wished.includes(detail)) ?? null,
      },
    ];
  });
  return { items, cursor: null, days: tallies.length, from: tallies[0]?.day ?? null, to: tallies.at(-1)?.day ?? null };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const eventsIn = ({ states, others, homely }: Tally): number => sum(states) + sum(others) + homely;
/** Of the fullest day; less was no whole day: before the first import there is only what has not changed since. */
const WHOLE = 0.1;

/** The last days that are over. */
async function latestTallies(world: Call["world"], home: number, days: number): Promise<Tally[]> {
  const today = todayOf(world.clock);
  const there = (await daysThere(world.db)).map(({ day }) => day).filter((day) => day >= dayBefore(today, days));
  for (const day of there.filter((day) => day < today)) await tallyDay(world, day);
  const tallies = await talliesSince(world.db, home, dayBefore(today, days));
  const fullest = Math.max(1, ...tallies.map(eventsIn));
  return tallies.filter((tally) => eventsIn(tally) >= fullest * WHOLE);
}

function weighed(tallies: readonly Tally[]): Map<number, Weight> {
  const weights = new Map<number, Weight>(); // by id
  for (const tally of tallies)
    tally.entities.forEach((id, i) => {
      const before = weights.get(id) ?? { states: 0, changes: 0, others: 0, hours: 0, bytes: 0 };
      weights.set(id, {
        states: before.states + (tally.states[i] ?? 0),
        changes: before.changes + (tally.changes[i] ?? 0),
        others: before.others + (tally.others[i] ?? 0),
        hours: before.hours + (tally.hours[i] ?? 0),
        bytes: before.bytes + (tally.bytes[i] ?? 0),
      });
    });
  return weights;
}

/** A number's hour is one list and two summaries, one of five minutes and one of the hour; any other hour is one list. */
function perDay({ states, changes, others, hours, bytes }: Weight, { is_numeric }: KeptEntity, days: number) {
  const events = states + others;
  const of = (part: number) => (events > 0 ? (bytes * part) / events / days : 0);
  return {
    events_a_day: events / days,
    bytes_a_day: bytes / days,
    writes_a_day: (events + hours * (is_numeric ? 3 : 1)) / days,
    saves: {
      changes: states > changes ? of(states - changes) : null,
      rollups: is_numeric ? of(states) : null,
      out: of(events),
    },
  };
}

import type { Queries } from "#db/database.ts";
import { command } from "#server/command.ts";
import { toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import { Chart, ChartInput } from "../contract.ts";
import { type Measure, nameOf } from "../entity-hour.ts";
import { HOUR } from "../five-minutes.ts";
import { finest } from "./finest.ts";
import { type OpenHour, openHours } from "./open-hours.ts";
import { gapsOf } from "./queries.ts";
import { stateSpans } from "./state-spans.ts";
import { findSubject, type Subject } from "./subject.ts";

const LONGEST_DAYS = 3_700;

type Asked = ChartInput & { home: number; now: number };

export const chart = command({
  name: "series/chart",
  isForGuests: true,
  summary: "What an entity measured or was, in as many points as fit: single values, five minutes, hours or days",
  input: ChartInput,
  isForSpeakers: true,
  output: Chart,
  run: (input, { db, home, world }) => {
    refuseOddSpan(input);
    return db.transaction((tx) => draw(tx, { ...input, home, now: world.clock.now() * 1_000 }));
  },
});

async function draw(tx: Queries, asked: Asked): Promise<Chart> {
  const subject = await findSubject(tx, asked);
  const { entity } = subject;
  const open = entity === null ? [] : await openHours(tx, { ...asked, entity });
  const gaps = await gapsOf(tx, asked.home, asked.entity_id, asked);
  const head = { entity_id: asked.entity_id, name: subject.name, gaps };
  const [latest, ...others] = measuresOf(subject, open);
  if (latest) return { ...head, ...(await drawNumbers(tx, asked, { subject, open, latest, others })) };
  if (entity === null) return { ...head, unit: null, kind: "states", resolution: "raw", points: [] };
  const { states, cutAt } = await stateSpans(tx, { ...asked, entity });
  if (cutAt) gaps.unshift({ from: asked.from, to: cutAt, reason: "More changes than fit; ask for a shorter span" });
  return { ...head, unit: null, kind: "states", resolution: "raw", points: [], states };
}

type Numbers = { subject: Subject; open: OpenHour[]; latest: Measure; others: Measure[] };

async function drawNumbers(tx: Queries, asked: Asked, { subject, open, latest, others }: Numbers) {
  const id = subject.series.find((it) => nameOf(it) === nameOf(latest))?.id ?? null;
  const timeZone = await timeZoneOf(tx, asked.home);
  const line = { id, measure: latest, open, timeZone, from: asked.from, to: asked.to };
  const otherUnits = new Set(others.map(({ unit }) => unit ?? ""));
  otherUnits.delete(latest.unit ?? "");
  return {
    ...latest,
    ...(await finest(tx, line, { ...asked, entity: subject.entity })),
    ...(otherUnits.size > 0 && { other_units: [...otherUnits] }),
  };
}

/** The series with numbers in the span, the latest first; one without, where there is no other. */
function measuresOf({ series }: Subject, open: readonly OpenHour[]): Measure[] {
  const running = open
    .toReversed()
    .flatMap(({ measures }) => measures.toSorted((a, b) => +b.carry.isHeld - +a.carry.isHeld));
  const stored = series.filter((it) => it.last_at !== null);
  const all = new Map<string, Measure>(); // by nameOf
  for (const { unit, kind } of [...running.map((it) => it.measure), ...stored, ...series.slice(0, 1)]) {
    const measure = { unit, kind };
    if (!all.has(nameOf(measure))) all.set(nameOf(measure), measure);
  }
  return [...all.values()];
}

/** @throws Refusal `bad_span` */
function refuseOddSpan({ from, to }: ChartInput): void {
  const days = (toMicroseconds(to) - toMicroseconds(from)) / (24 * HOUR);
  if (days <= 0) throw new Refusal("bad_span", "A chart ends after it starts: give a `to` that is later than `from`");
  if (days > LONGEST_DAYS) throw new Refusal("bad_span", `A chart spans ${LONGEST_DAYS} days at most; ask for less`);
}

import type { Chance } from "../anomalies/chance.ts";
import type { Surroundings } from "./climate.ts";
import type { Furniture } from "./furnish.ts";
import { DAY, HOUR, type MadeDevice, MINUTE } from "./made-home.ts";
import type { Effect, Trouble } from "./trouble.ts";

type Span = { from: number; to: number };
/** By whose clock nights are. */
type Lived = Span & { surroundings: Pick<Surroundings, "instant"> };
const WEEK = 7 * DAY;

/** What happens in a home without anything being wrong: nobody wants to be told of it. */
export function lifeIn(chance: Chance, { devices, entries }: Furniture, span: Lived): Trouble[] {
  const life: Trouble[] = [];
  const happens = ({ from, to }: Span, effect: Effect) =>
    life.push({ kind: undefined, from, to, subjects: [], effect });
  const out = (its: Span, some: readonly MadeDevice[], after: number | undefined = 60) =>
    happens(its, { what: "out", devices: some.map(({ id }) => id), after });

  for (const device of devices.filter(({ model }) => model === "player" || model === "printer"))
    for (const night of nights(chance, span)) out(night, [device]);
  for (const device of devices.filter(({ model }) => model === "inverter"))
    for (const night of nights(chance, span, 19.5, 7)) out(night, [device]);
  for (const device of devices.filter(({ model }) => model === "vacuum"))
    for (const at of someTimes(chance, span, 10)) out({ from: at, to: at + chance.between(1, 8) * HOUR }, [device]);
  // Parked where nothing reaches it, and asleep.
  for (const device of devices.filter(({ model }) => model === "car"))
    for (const at of someTimes(chance, span, 2)) out({ from: at, to: at + chance.between(2, 30) * HOUR }, [device]);
  // Guests come for some days, each few weeks.
  for (const device of devices.filter(({ model }) => model === "guest")) {
    const visits = someTimes(chance, span, 14).map((at) => ({ from: at, to: at + chance.between(0.2, 4) * DAY }));
    for (const [i, { from }] of [...visits, { from: span.to }].entries())
      out({ from: visits[i - 1]?.to ?? span.from, to: Math.max(from, visits[i - 1]?.to ?? 0) }, [device]);
  }
  // A bulb behind a switch on the wall.
  const bulbs = devices.filter(({ model }) => model === "bulb");
  for (const device of bulbs.slice(0, Math.ceil(bulbs.length / 4)))
    for (const night of nights(chance, span, chance.between(22, 24), chance.between(17, 19))) out(night, [device]);
  // The cloud of a maker stumbles.
  for (const entry of entries.filter(({ domain }) => ["tado", "netatmo", "tuya"].includes(domain))) {
    const own = devices.filter(({ entryId }) => entryId === entry.id);
    for (const at of someTimes(chance, span, 4)) out({ from: at, to: at + chance.between(3, 22) * MINUTE }, own);
  }
  // Somebody reloads an integration.
  for (const entry of entries)
    for (const at of someTimes(chance, span, 40)) {
      const own = devices.filter(({ entryId }) => entryId === entry.id);
      out({ from: at, to: at + chance.between(3, 60) }, own, 0);
    }
  // The router restarts on its own each few weeks, and is switched off at night in some homes.
  const wireless = devices.filter(({ protocol }) => ["esphome", "shelly", "tplink"].includes(protocol));
  if (wireless.length > 0) {
    for (const at of someTimes(chance, span, 20)) out({ from: at, to: at + chance.between(2, 6) * MINUTE }, wireless);
    if (chance.next() < 0.2) for (const night of nights(chance, span, 24, 6)) out(night, wireless);
  }
  // Single devices miss a beat.
  for (const device of devices)
    for (const at of someTimes(chance, span, chance.next() < 0.15 ? 3 : 30))
      out({ from: at, to: at + chance.between(0.5, 25) * MINUTE }, [device], device.givenUpAfter);
  // Somebody unplugs something to clean behind it.
  for (const device of devices.filter(({ model }) => model === "plug"))
    for (const at of someTimes(chance, span, 60))
      out({ from: at, to: at + chance.between(5, 25) * MINUTE }, [device], device.givenUpAfter);
  // After an update some report more rarely.
  for (const device of devices)
    if (chance.next() < 0.04)
      happens(
        { from: chance.between(span.from + WEEK, span.to), to: span.to },
        { what: "slower", devices: [device.id], times: chance.between(2, 6) },
      );
  return life;
}

/** Most nights from an hour of the evening to one of the next morning. */
function nights(chance: Chance, { from, to, surroundings }: Lived, begins = 23, ends = 17): Span[] {
  const all: Span[] = [];
  for (let day = from; day < to - DAY; day += DAY) {
    if (chance.next() < 0.1) continue;
    all.push({
      from: surroundings.instant(day + (begins + chance.normal(0.4)) * HOUR),
      to: surroundings.instant(day + DAY + (ends + chance.normal(0.4)) * HOUR),
    });
  }
  return all;
}

/** Once in so many days, by chance. */
function someTimes(chance: Chance, { from, to }: Span, days: number): number[] {
  const times: number[] = [];
  for (let at = from; ; ) {
    at += -Math.log(1 - chance.next()) * days * DAY;
    if (at > to - HOUR) return times;
    times.push(at);
  }
}

/** Home Assistant is started anew about once a week, at times twice. */
export function restartsIn(chance: Chance, span: Span): { at: number; seconds: number }[] {
  return someTimes(chance, span, 7).map((at) => ({ at, seconds: chance.between(20, 150) }));
}

import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import type { Unusual } from "../house/unusual.ts";
import type { HouseNow, Thing } from "../house-now.ts";
import { hasMoved } from "../moved-together.ts";

/** From the one that says most to the one that says least. */
const KINDS = ["stuck", "level", "drift", "noise"] as const;
/** So many times as far as is usual at its farthest. */
const FAR = 1.5;
const WORSE_BY = 1.3;
const LEAST_SILENCE = 2 * 3_600;

const ReadingUnusual = z.object({
  kind: z.enum(KINDS).meta({
    description: "stuck: no change for long; level, drift: too high or low for hours, for days; noise: too restless",
  }),
  expected: z
    .number()
    .meta({ description: "the mean of the hour; of stuck hours without a change; of noise up and down in an hour" }),
  seen: z.number(),
  unit: z.string().nullable(),
  beyond: z.number().meta({ description: "as a share of the farthest that is usual" }),
});

/** A sensor that has not measured as usual for half a day or more. */
export const readingUnusual = check({
  name: "reading-unusual",
  about:
    "A sensor that has been out of what is usual for its hour of the week for half a day or more, or does not move any more",
  evidence: ReadingUnusual,
  sustainedSeconds: 0, // the detector's own
  holdsBack: [
    "the first 18 days of a sensor, as far as Home Assistant's past does not tell them",
    "less than twelve hours without a change, sixteen hours of another level, or two and a half days of a drift, and what is hardly beyond its own farthest",
    "while the home is empty for half a day, and a day after: nobody heats, cooks or breathes",
    "counters, batteries, link quality, forecasts, the computer itself, and what is computed of other sensors",
    "what begins on four devices within twelve hours: that is the season, a holiday or their integration, and no sensor",
    "a single reading, however far out",
    "ups and downs of power, and what is unavailable or silent: that is said by another check",
  ],
  look: (house) =>
    [...house.things.values()].flatMap((thing) => {
      const [strongest] = saidOf(thing, house);
      return strongest ? [sightingOf(thing, strongest)] : [];
    }),
  isBeyond: (now, accepted) => now.kind !== accepted.kind || now.beyond > WORSE_BY * accepted.beyond,
});

type Reading = Unusual & { readonly kind: (typeof KINDS)[number] };

function saidOf(thing: Thing, house: HouseNow): Reading[] {
  const all = (house.unusual?.get(thing.key) ?? []).filter(isReading);
  if (all.length === 0 || !Number.isFinite(Number(thing.state ?? Number.NaN))) return [];
  return all
    .filter((one) => !(one.kind === "stuck" && isSilent(thing, house)) && !hasMoved(thing, one, house))
    .sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}

function sightingOf({ entity_id }: Thing, { kind, since, expected, seen, unit, beyond }: Reading): Sighting {
  return {
    subject: { kind: "entity", id: entity_id },
    severity: beyond >= FAR && kind !== "noise" ? "warning" : "info",
    evidence: { kind, expected: short(expected), seen: short(seen), unit, beyond: short(beyond) },
    since,
  };
}

const isReading = (one: Unusual): one is Reading => KINDS.some((kind) => kind === one.kind);

/** It does not report at all, so that its last value says nothing. */
const isSilent = ({ rhythm }: Thing, { now }: HouseNow): boolean =>
  rhythm !== undefined && now - rhythm.lastReported > Math.max(LEAST_SILENCE, 2 * rhythm.longest);

/** Three digits, as people read them. */
const short = (value: number): number => Number(value.toPrecision(3));

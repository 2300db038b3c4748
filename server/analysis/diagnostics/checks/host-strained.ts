import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import { type Measure, measureOf } from "../house/disks.ts";
import type { HouseNow } from "../house-now.ts";

/** A small board slows itself down from 80 °C on, and is stopped at 85; what is above for an hour has no air. */
const LIMITS: Readonly<Partial<Record<Measure, number>>> = { memory: 95, processor: 95, temperature: 85 };
const UNITS: readonly unknown[] = ["°C", "%"];

const HostStrained = z.object({
  measure: z.enum(["memory", "processor", "temperature"]),
  value: z.int().meta({ description: "per cent, or degrees Celsius" }),
  limit: z.int(),
});

/** A machine that has had no memory, no processor or no cool air left for an hour. */
export const hostStrained = check({
  name: "host-strained",
  about:
    "A machine whose memory or processor has been used up, or whose processor has been too hot, for an hour on end",
  evidence: HostStrained,
  sustainedSeconds: 3_600,
  holdsBack: [
    "less than an hour without a break: updates, backups and imports strain a machine for a while",
    "what no sensor of the system monitor, the Supervisor, Glances or a NAS tells, nor Home Assistant of its own hardware",
  ],
  look: (house) => [...bySensors(house), ...byItself(house)],
  isBeyond: (now, accepted) => now.measure === "temperature" && now.value >= accepted.value + 5,
});

const bySensors = ({ things }: HouseNow): Sighting[] =>
  [...things.values()].flatMap((thing) => {
    const measure = measureOf(thing);
    const limit = measure && LIMITS[measure];
    const value = Number(thing.state);
    if (!measure || measure === "disk" || limit === undefined || !UNITS.includes(thing.unit)) return [];
    if (!(value >= limit) || value > 150) return [];
    return [
      {
        subject: { kind: "entity", id: thing.entity_id },
        severity: "warning",
        evidence: { measure, value: Math.round(value), limit },
      },
    ];
  });

/** What Home Assistant tells of its own machine, where no sensor does. */
function byItself({ things, system: { load } }: HouseNow): Sighting[] {
  const known = new Set([...things.values()].map(measureOf));
  const told = [
    { measure: "memory", value: load?.memoryPercent ?? 0 },
    { measure: "processor", value: load?.processorPercent ?? 0 },
  ] as const;
  const strained = told.find(({ measure, value }) => !known.has(measure) && value >= (LIMITS[measure] ?? 100));
  if (!strained) return [];
  const { measure, value } = strained;
  const evidence = { measure, value: Math.round(value), limit: LIMITS[measure] ?? 100 };
  return [{ subject: { kind: "home", id: "" }, severity: "warning", evidence, mentions: [] }];
}

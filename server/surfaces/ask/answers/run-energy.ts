import { calledAs } from "#server/analysis/episodes/words.ts";
import type { Citation } from "../contract.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { isOfKind } from "../meaning/kinds.ts";
import type { Between } from "../past/past.ts";
import type { Asked } from "./asked.ts";
import { cited } from "./cited.ts";
import { readingsIn, used } from "./readings.ts";
import type { Told } from "./spells-of.ts";

/** Home Assistant's units of energy. */
const KILOWATT_HOURS: Readonly<Record<string, number>> = {
  ...{ mWh: 1e-6, Wh: 0.001, kWh: 1, MWh: 1000, GWh: 1e6 },
  ...{ J: 1 / 3.6e6, kJ: 1 / 3600, MJ: 1 / 3.6, GJ: 1000 / 3.6 },
};
/** A meter may tell the last of a run as late as that; its first reading after the end is the one that does. */
const LATE = 600_000_000; // microseconds

/** Kilowatt hours, and the readings on which they rest. */
type Energy = { kwh: number; citations: readonly Citation[] };

/** What a run used: by the meter of its device where one counted it, else by its power over time. */
export async function energyOf(
  asked: Asked,
  known: readonly KnownEntity[],
  { entity, spell, energy }: Told,
): Promise<Energy | undefined> {
  for (const meter of metersOf(entity, known)) {
    const counted = await usedBy(asked, meter, spell, LATE);
    if (counted && counted.kwh > 0) return counted;
  }
  if (energy !== undefined) return { kwh: energy / 1000, citations: [] };
  const power = known.find((one) => isOfKind(one, "power") && isOfTheSame(one, entity));
  return power && usedBy(asked, power, spell);
}

/** What counts on and on comes first, and what has the shortest name: "Energy" before "Energy this month". */
function metersOf(entity: KnownEntity, known: readonly KnownEntity[]): KnownEntity[] {
  const rank = ({ state_class }: KnownEntity) => (state_class === "total_increasing" ? 0 : 1);
  return known
    .filter((one) => isOfKind(one, "energy") && (one.unit ?? "") in KILOWATT_HOURS && isOfTheSame(one, entity))
    .sort((one, other) => rank(one) - rank(other) || one.name.length - other.name.length);
}

const isOfTheSame = (one: KnownEntity, other: KnownEntity): boolean =>
  one.device_id !== null && other.device_id !== null
    ? one.device_id === other.device_id
    : calledAs({ ...one, device: null }) === calledAs({ ...other, device: null });

async function usedBy(asked: Asked, entity: KnownEntity, { from, to }: Between, late = 0): Promise<Energy | undefined> {
  const all = await readingsIn(asked, [entity], { from, to: Math.min(to + late, asked.now) });
  const after = all.findIndex(({ at }) => at >= to);
  const readings = after < 0 ? all : all.slice(0, after + 1);
  const ends = [readings[0], readings.at(-1)].filter((one) => one !== undefined);
  if (ends.length === 0) return undefined;
  const factor = isOfKind(entity, "energy") ? (KILOWATT_HOURS[entity.unit ?? ""] ?? 1) : 1;
  const citations = ends.map(({ at, value }) => cited(asked, entity, at, String(value)));
  return { kwh: used(entity, readings) * factor, citations };
}

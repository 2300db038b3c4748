import { type Activity, forgiveQuiet, judgeActivity, noActivity } from "#server/analysis/anomalies/activity.ts";
import { activityUnusual } from "#server/analysis/diagnostics/checks/activity-unusual.ts";
import type { Unusual } from "#server/analysis/diagnostics/house/unusual.ts";
import { house } from "#server/analysis/diagnostics/testing.ts";
import { chanceOf } from "./chance.ts";
import { type Household, householdOf, type MovementFault, movementFaults, poisson } from "./movements.ts";

const FROM = 24 * 20_200; // a day of spring, in hours since the epoch
const DAYS = 84;
const LEARNS_DAYS = 28;
/** Told so soon after a fault, it may still be of the fault. */
const AFTERWARDS = 24;
/** As the server has it: half a day empty explains, and a day after it does. */
const EMPTY = 12;
const AFTER = 24;

interface Fault {
  readonly kind: MovementFault;
  readonly mover: number;
  readonly from: number;
  readonly to: number;
}

export interface ActivityFigures {
  readonly homes: number;
  readonly weeks: number;
  readonly falseAHomeAndWeek: number;
  readonly falsely: Readonly<Record<string, number>>;
  readonly byFault: Readonly<Record<MovementFault, { faults: number; found: number; medianHours: number }>>;
}

/** What becomes a finding of motion, doors and windows in made-up homes, each lived through as it should be and once with each fault. */
export function activityOfHomes({ first, homes }: { first: number; homes: number }): ActivityFigures {
  const falsely = new Map<string, number>();
  const delays = new Map(movementFaults.map((kind) => [kind, [] as (number | undefined)[]]));
  let weeks = 0;
  for (let seed = first; seed < first + homes; seed++) {
    const household = householdOf(seed, { from: FROM, days: DAYS });
    const { told } = livedThrough(household);
    for (const kind of told) falsely.set(kind, (falsely.get(kind) ?? 0) + 1);
    weeks += (DAYS - LEARNS_DAYS) / 7;
    for (const kind of movementFaults) {
      const fault = faultOf(household, kind, seed);
      delays.get(kind)?.push(livedThrough(household, fault).foundAfter);
    }
  }
  const total = [...falsely.values()].reduce((sum, one) => sum + one, 0);
  const figuresOf = (kind: MovementFault) => {
    const all = delays.get(kind) ?? [];
    const found = all.filter((one) => one !== undefined).toSorted((one, other) => one - other);
    return { faults: all.length, found: found.length, medianHours: found[Math.floor(found.length / 2)] ?? 0 };
  };
  return {
    ...{ homes, weeks, falseAHomeAndWeek: total / weeks, falsely: Object.fromEntries(falsely) },
    byFault: {
      stops: figuresOf("stops"),
      "far too much": figuresOf("far too much"),
      "odd hours": figuresOf("odd hours"),
    },
  };
}

/** In the last two weeks, of something that is used every day; what opens at night is no bathroom. */
function faultOf({ movers }: Household, kind: MovementFault, seed: number): Fault {
  const chance = chanceOf(seed * 499 + movementFaults.indexOf(kind));
  const fitting = movers.flatMap(({ deviceClass, awake, asleep, pet }, mover) =>
    kind === "odd hours" ? (deviceClass !== "motion" && asleep + pet === 0 ? mover : []) : awake >= 0.25 ? mover : [],
  );
  const mover = fitting[Math.floor(chance.next() * fitting.length)] ?? 0;
  const from = FROM + Math.floor((DAYS - chance.between(10, 14)) * 24);
  return { kind, mover, from, to: FROM + DAYS * 24 };
}

/** A door that moves three times an hour from one to five at night; four times as much as ever; nothing more. */
function spoiled(count: number, hour: number, { kind, mover }: Fault): number {
  if (kind === "stops") return 0;
  if (kind === "far too much") return 4 * count;
  const isNight = hour % 24 >= 1 && hour % 24 < 5;
  return count + (isNight ? poisson(chanceOf(hour * 17 + mover), 2) : 0);
}

interface Lived {
  /** Kinds of what was told without a fault. */
  readonly told: readonly string[];
  /** Hours until the fault was told. */
  readonly foundAfter: number | undefined;
}

function livedThrough(household: Household, fault?: Fault): Lived {
  const { movers, holiday } = household;
  const built = house();
  for (const { name, deviceClass } of movers)
    built.device(name).with(`binary_sensor.${name}`, { device_id: name, state: "off", device_class: deviceClass });
  const now = built.now();
  const activities = movers.map(noActivity);
  const told: string[] = [];
  let open = new Set<string>();
  for (let hour = FROM; hour < FROM + DAYS * 24; hour++) {
    const isExplained = holiday?.isTold === true && hour >= holiday.from + EMPTY && hour < holiday.to + AFTER;
    const judged = activities.map((activity, mover) =>
      unusualOf({ household, activity, mover, hour, isExplained, fault }),
    );
    forgiveQuiet(activities, hour);
    const unusual = new Map(judged.map((all, mover) => [mover + 1, all]));
    const seen = activityUnusual.look({ ...now, unusual });
    const kinds = new Set(seen.map(nameOf));
    const isNew = seen.filter((one) => !open.has(nameOf(one)));
    open = kinds;
    const isOfFault = fault && hour >= fault.from && hour < fault.to + AFTERWARDS;
    if (isOfFault && isNew.some(({ subject }) => subject.id === `binary_sensor.${movers[fault.mover]?.name}`))
      return { told, foundAfter: hour + 1 - fault.from };
    if (!isOfFault) told.push(...isNew.map(({ evidence }) => String(evidence.kind)));
  }
  return { told, foundAfter: undefined };
}

const nameOf = ({ subject, evidence }: { subject: { id: string }; evidence: { kind?: unknown } }): string =>
  `${subject.id} ${evidence.kind}`;

type Asked = {
  household: Household;
  activity: Activity;
  mover: number;
  hour: number;
  isExplained: boolean;
  fault: Fault | undefined;
};

function unusualOf({ household, activity, mover, hour, isExplained, fault }: Asked): Unusual[] {
  const usual = household.count(mover, hour);
  const count = fault?.mover === mover && hour >= fault.from ? spoiled(usual, hour, fault) : usual;
  return judgeActivity(activity, { hour, count, isExplained }).map(({ since, ...one }) => ({
    ...{ ...one, unit: null },
    since: since * 3_600,
  }));
}

import { cellsIn, wholeLives } from "#server/analysis/batteries/cells-in.ts";
import { type Forecast, forecast, type Known } from "#server/analysis/batteries/forecast.ts";
import type { Reading } from "#server/analysis/batteries/reading.ts";
import { percentile } from "#server/percentile.ts";
import type { Battery } from "./lives.ts";
import { type Rival, rivals } from "./rivals.ts";

const AHEAD = [60, 30, 14, 7] as const;
/** Said to die within so many days while it lasts more than twice as long again is wrong. */
export const SOON_DAYS = 14;
const NOT_SOON_DAYS = 42;
const LOOKS_DAYS = 28;

export type Says = (readings: readonly Reading[], today: number, known: Known) => Forecast | string;

export interface Judged {
  readonly batteries: number;
  readonly ahead: readonly Ahead[];
  /** Of looks at a battery that was to last for long, those at which it was said to die soon; by who says it. */
  readonly looks: number;
  readonly falsely: Readonly<Record<string, number>>;
}

interface Ahead {
  readonly days: number;
  readonly asked: number;
  readonly said: number;
  readonly within: number;
  /** Median error in days, by who says it. */
  readonly off: Readonly<Record<string, number>>;
}

/** Forecasts over whole homes, as they stood so many days before each battery was spent. */
export function judge(homes: readonly (readonly Battery[])[], says: Says = forecast): Judged {
  const all = homes.flatMap((home) => home.map((battery) => ({ battery, home })));
  const looks = all.map(({ battery, home }) => lookedAt(battery, home, says));
  const names = Object.keys(looks[0]?.falsely ?? {});
  return {
    batteries: all.length,
    ahead: AHEAD.map((days) => aheadOf(all, days, says)),
    looks: looks.reduce((sum, { looks: n }) => sum + n, 0),
    falsely: Object.fromEntries(
      names.map((name) => [name, looks.reduce((sum, it) => sum + (it.falsely[name] ?? 0), 0)]),
    ),
  };
}

type One = { battery: Battery; home: readonly Battery[] };

/** As the server would know it that day: two years of levels, the cell where it is told, and the others of its model. */
function knownAt({ battery, home }: One, today: number): [readonly Reading[], Known] {
  const until = (readings: readonly Reading[]) => readings.filter(({ day }) => day <= today && day > today - 730);
  const kin = home.filter((one) => one !== battery && one.model === battery.model);
  const lives = kin.flatMap(({ readings }) => wholeLives(cellsIn(until(readings)) ?? []));
  return [until(battery.readings), { lives, chemistry: battery.isTold ? battery.kind : undefined }];
}

function aheadOf(all: readonly One[], days: number, says: Says): Ahead {
  const off: Record<string, number[]> = { HomeOps: [] };
  let [asked, within, said] = [0, 0, 0];
  for (const one of all) {
    const { emptyOn, lastPutIn } = one.battery;
    const today = emptyOn - days;
    if (today - lastPutIn < 21) continue; // too young
    asked++;
    const [readings, known] = knownAt(one, today);
    const found = says(readings, today, known);
    if (typeof found === "string") continue;
    said++;
    if (emptyOn >= found.earliest - 0.5 && emptyOn <= found.latest + 0.5) within++;
    off.HomeOps?.push(Math.abs(found.day - emptyOn));
    for (const [name, rival] of Object.entries(rivals)) {
      const day = rival(sinceLast(readings, one.battery.lastPutIn), today).day;
      if (day !== undefined) off[name] = [...(off[name] ?? []), Math.abs(day - emptyOn)];
    }
  }
  const middles = Object.entries(off).map(([name, each]) => [name, percentile(each, 0.5)] as const);
  return { days, asked, said, within, off: Object.fromEntries(middles) };
}

/** The rivals are told when it was put in. */
const sinceLast = (readings: readonly Reading[], from: number): Reading[] => readings.filter(({ day }) => day >= from);

function lookedAt(battery: Battery, home: readonly Battery[], says: Says) {
  const falsely: Record<string, number> = {
    HomeOps: 0,
    ...Object.fromEntries(Object.keys(rivals).map((name) => [name, 0])),
  };
  let looks = 0;
  for (let today = battery.lastPutIn + 21; today < battery.emptyOn - NOT_SOON_DAYS; today += LOOKS_DAYS) {
    looks++;
    const [readings, known] = knownAt({ battery, home }, today);
    const found = says(readings, today, known);
    if (typeof found !== "string" && found.day - today <= SOON_DAYS) falsely.HomeOps = (falsely.HomeOps ?? 0) + 1;
    for (const [name, rival] of Object.entries<Rival>(rivals))
      if (rival(sinceLast(readings, battery.lastPutIn), today).isSoon) falsely[name] = (falsely[name] ?? 0) + 1;
  }
  return { looks, falsely };
}

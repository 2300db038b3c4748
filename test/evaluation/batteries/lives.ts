import type { Reading } from "#server/analysis/batteries/reading.ts";
import { randomFrom } from "#server/analysis/batteries/testing.ts";
import { coinPercent, type Kind, kinds } from "./cells.ts";

type Random = () => number;

export interface Battery {
  readonly model: string;
  readonly kind: Kind;
  readonly step: number;
  readonly isOutside: boolean;
  /** Whether somebody says which cell it is. */
  readonly isTold: boolean;
  readonly readings: readonly Reading[];
  /** The day on which its last cell is spent. */
  readonly emptyOn: number;
  /** The day on which that was put in. */
  readonly lastPutIn: number;
}

const STEPS = [1, 1, 1, 5, 5, 10, 10, 20, 50] as const;
const KINDS: readonly Kind[] = [
  "lithium",
  "lithium",
  "lithium",
  "alkaline",
  "alkaline",
  "alkaline",
  "nickel",
  "lithium_ion",
];
const MODELS = 8;
const A_MODEL = 3;

/** A home of two dozen battery devices, three of each of eight models. */
export function homeOf(seed: number): Battery[] {
  const random = randomFrom(seed);
  return Array.from({ length: MODELS }, (_, model) => modelOf(`${seed}-${model}`, random)).flatMap((model) =>
    Array.from({ length: A_MODEL }, () => batteryOf(model, random)),
  );
}

type Model = Pick<Battery, "model" | "kind" | "step"> & {
  life: number;
  percentOf: (volts: number, share: number) => number;
  noise: number;
};

function modelOf(model: string, random: Random): Model {
  const kind = KINDS[Math.floor(random() * KINDS.length)] ?? "alkaline";
  const { ranges } = kinds[kind];
  const [full, empty] = ranges[Math.floor(random() * ranges.length)] ?? [1.5, 1];
  const straight = (volts: number) => (100 * (volts - empty)) / (full - empty);
  const counted = (_: number, share: number) => 100 * (1 - share);
  const way = random();
  const percentOf = kind === "lithium" && way < 0.4 ? coinPercent : way > 0.85 ? counted : straight;
  const step = STEPS[Math.floor(random() * STEPS.length)] ?? 1;
  const life = 80 * 9 ** random(); // 80 to 720 days
  return { model, kind, step, life, percentOf, noise: 0.2 + 1.3 * random() };
}

const spread = (random: Random, by: number): number => Math.exp(by * (random() + random() + random() - 1.5));

function batteryOf({ model, kind, step, life, percentOf, noise }: Model, random: Random): Battery {
  const isOutside = random() < 0.3;
  const own = life * spread(random, 0.2);
  const cells = 1 + Math.floor(random() * 3);
  const season = random() * 365;
  const readings: Reading[] = [];
  let [day, lastPutIn] = [Math.floor(random() * 200), 0];
  for (let cell = 0; cell < cells; cell++) {
    const isLast = cell === cells - 1;
    const lasts = Math.max(40, own * spread(random, 0.25));
    const until = isLast || random() > 0.25 ? 1 : 0.4 + 0.5 * random(); // a quarter of the others is replaced early
    const knee = 0.72 + 0.2 * random();
    lastPutIn = day;
    for (let share = 0; share < until; day++) {
      const cold = isOutside ? Math.max(0, Math.cos((2 * Math.PI * (day + season)) / 365)) : 0;
      share += (1 + 0.15 * cold) / lasts;
      const volts = kinds[kind].volts(share, knee) * (1 - 0.03 * cold * (0.6 + 0.4 * random()));
      const told = percentOf(volts, share) + noise * (random() + random() - 1);
      if (random() < 0.97) readings.push({ day, percent: Math.max(0, Math.min(100, Math.round(told / step) * step)) });
      if (told <= 2) break; // it says so itself
    }
  }
  return { model, kind, step, isOutside, isTold: random() < 0.4, readings, emptyOn: day, lastPutIn };
}

import type { Sample } from "./cycles/sample.ts";
import { type Appliance, about, type Random, randomFrom } from "./testing-appliances.ts";

const SECOND = 1_000_000; // microseconds
const DAY = 86_400 * SECOND;

export interface Truth {
  readonly from: number;
  readonly to: number;
  /** Watt hours. */
  readonly energy: number;
}

export interface Lived {
  readonly samples: readonly Sample[];
  readonly truth: readonly Truth[];
  readonly end: number;
}

export interface Circumstances {
  readonly days: number;
  /** Seconds between two samples. */
  readonly every: number;
  /** How often Home Assistant is restarted in the middle of a run, as a share of the runs. */
  readonly restarts?: number;
  /** A sample that equals the one before is not told. */
  readonly isTerse?: boolean;
  /** Noise of standing by, as a multiple of the appliance's own. */
  readonly noisy?: number;
}

/** Days of an appliance, as its power sensor tells them, and what is true of them. */
export function lived(appliance: Appliance, circumstances: Circumstances, seed: number): Lived {
  const random = randomFrom(seed);
  const start = Date.UTC(2026, 0, 5) * 1000;
  const end = start + circumstances.days * DAY;
  const { noisy = 1 } = circumstances;
  const { phases, truth } = runsOf(appliance, { start, end }, random);
  const outages = truth.flatMap((run) => (random() < (circumstances.restarts ?? 0) ? [outageIn(run, random)] : []));
  const samples: Sample[] = [];
  let last: number | undefined;
  let place = 0;
  for (let at = start; at < end; at += about(random, circumstances.every * SECOND, 0.1)) {
    const instant = Math.round(at);
    while (phases[place + 1] && (phases[place + 1]?.at ?? end) <= instant) place++;
    const isOut = outages.some(({ from, to }) => instant >= from && instant < to);
    const value = isOut
      ? undefined
      : measured(phases[place]?.watts, { ...appliance, noise: appliance.noise * noisy }, random);
    if (samples.length > 0 && value === last && (circumstances.isTerse || isOut)) continue;
    samples.push({ at: instant, value });
    last = value;
  }
  return { samples, truth, end };
}

function measured(
  watts: number | undefined,
  { standby, noise }: Pick<Appliance, "standby" | "noise">,
  random: Random,
): number {
  const idle = standby + noise * (random() + random() - 1) + (random() < 0.002 ? noise * 4 : 0);
  const value = watts === undefined ? idle : watts * (0.97 + 0.06 * random());
  return Math.max(0, Math.round(value * 10) / 10);
}

function runsOf(appliance: Appliance, { start, end }: { start: number; end: number }, random: Random) {
  const phases: { at: number; watts: number | undefined }[] = [{ at: start, watts: undefined }];
  const truth: Truth[] = [];
  let at = start + appliance.rest(random) * SECOND;
  for (;;) {
    const program = appliance.program(random);
    const length = program.reduce((all, [seconds]) => all + seconds, 0) * SECOND;
    if (at + length > end) return { phases, truth };
    const energy = program.reduce((all, [seconds, watts]) => all + (seconds * watts) / 3600, 0);
    truth.push({ from: at, to: at + length, energy });
    for (const [seconds, watts] of program) {
      phases.push({ at, watts });
      at += seconds * SECOND;
    }
    phases.push({ at, watts: undefined });
    at += appliance.rest(random) * SECOND;
  }
}

/** One to four minutes in the middle of a run. */
function outageIn({ from, to }: Truth, random: Random) {
  const length = Math.min((60 + 180 * random()) * SECOND, (to - from) * 0.4);
  const begins = from + (to - from) * 0.25 + ((to - from) * 0.5 - length) * random();
  return { from: begins, to: begins + length };
}

export interface Found {
  readonly from: number;
  readonly to: number;
}

/** Right is what begins and ends within two samples of the truth. */
export function score({ samples, truth }: Lived, found: readonly Found[]) {
  const times = samples.map(({ at }) => at);
  const right = truth.filter((run) =>
    found.some(({ from, to }) => isNear(times, from, run.from) && isNear(times, to, run.to)),
  ).length;
  return { right, missed: truth.length - right, wrong: found.length - right };
}

const SAMPLES = 2;

function isNear(times: readonly number[], told: number, true_: number): boolean {
  return Math.abs(placeOf(times, told) - placeOf(times, true_)) <= SAMPLES;
}

/** How many samples came before. */
function placeOf(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const f1 = (all: readonly { right: number; missed: number; wrong: number }[]): number => {
  const total = (key: "right" | "missed" | "wrong") => all.reduce((sum, one) => sum + one[key], 0);
  return (2 * total("right")) / Math.max(1, 2 * total("right") + total("missed") + total("wrong"));
};

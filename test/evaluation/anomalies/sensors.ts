import type { Chance } from "./chance.ts";
import type { Life } from "./life.ts";
import type { Weather } from "./weather.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const faultKinds = ["shift", "drift", "stuck", "spike", "noise"] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Home {
  readonly weather: Weather;
  readonly life: Life;
  readonly from: number;
}

/** What a sensor reads, asked in the order of time: `at` in milliseconds since the epoch, `local` by the clock of the home. */
export type Reads = (at: number, local: number) => number;

export interface Sensor {
  readonly name: string;
  readonly seconds: number;
  /** What it rounds to. */
  readonly grain: number;
  /** It tells changes, and once an hour what it is. */
  readonly onChange?: boolean;
  readonly isCounter?: boolean;
  /** As much as a person who looks at it would call wrong, in its own unit. */
  readonly wrong: number;
  readonly faults: readonly FaultKind[];
  readonly reads: (home: Home, chance: Chance) => Reads;
}

const every: readonly FaultKind[] = faultKinds;

export const sensors: readonly Sensor[] = [
  {
    ...{ name: "room temperature", seconds: 300, grain: 0.1, onChange: true, wrong: 3, faults: every },
    reads: ({ weather, life }, chance) => {
      const [day, night] = [chance.between(20, 22), chance.between(17, 19.5)];
      const [leaks, window] = [chance.between(0.02, 0.08), chance.between(0.3, 1.5)];
      let now = day;
      return (at, local) => {
        const wanted = life.isAwake(local) && life.isIn(local) ? day : night;
        const out = weather.temperature(at);
        const rests = Math.max(wanted, out + 4) - leaks * (wanted - out) * 0.3;
        now += (rests + window * weather.sun(local) * (1 - weather.clouds(at)) - now) * 0.03;
        return now + chance.normal(0.04);
      };
    },
  },
  {
    ...{ name: "outdoor temperature", seconds: 600, grain: 0.1, wrong: 8, faults: every },
    reads:
      ({ weather }, chance) =>
      (at) =>
        weather.temperature(at) + chance.normal(0.1),
  },
  {
    ...{ name: "bathroom humidity", seconds: 300, grain: 1, onChange: true, wrong: 20, faults: every },
    reads: ({ weather, life }, chance) => {
      let steam = 0;
      let isWashing = false;
      return (at, local) => {
        const isIn = life.isAwake(local) && life.isIn(local);
        if (isIn && !isWashing && chance.next() < 0.012) steam += chance.between(15, 35);
        isWashing = isIn;
        if (isIn && chance.next() < 0.006) steam += chance.between(10, 30);
        steam *= 0.93;
        return Math.min(99, 48 + 0.6 * (weather.temperature(at) - 10) + steam + chance.normal(0.4));
      };
    },
  },
  {
    ...{ name: "fridge power", seconds: 60, grain: 0.1, onChange: true, wrong: 60, faults: every },
    reads: (_, chance) => {
      const [draws, on, off] = [chance.between(60, 110), chance.between(10, 20), chance.between(20, 45)];
      let [isOn, left] = [false, 0];
      return () => {
        if (left-- <= 0) {
          isOn = !isOn;
          left = (isOn ? on : off) * chance.between(0.8, 1.2);
        }
        return isOn ? draws * (1 + 0.3 * Math.exp(-(on - left) / 2)) + chance.normal(1) : 0;
      };
    },
  },
  {
    ...{ name: "washing machine power", seconds: 60, grain: 0.1, onChange: true, wrong: 100, faults: ["shift"] },
    reads: ({ life }, chance) => {
      const [rests, often] = [chance.between(0.3, 1.5), chance.between(0.15, 0.6)];
      let left = 0;
      return (_, local) => {
        if (left <= 0 && life.isIn(local) && life.isAwake(local) && chance.next() < often / 700)
          left = Math.round(chance.between(60, 130));
        if (left-- <= 0) return rests;
        return chance.next() < 0.2 ? 2000 + chance.normal(30) : chance.between(40, 400);
      };
    },
  },
  {
    ...{ name: "house power", seconds: 120, grain: 1, wrong: 700, faults: ["shift", "drift", "stuck", "noise"] },
    reads: ({ life }, chance) => {
      const [base, evening] = [chance.between(80, 250), chance.between(100, 400)];
      let [cooking, fridge] = [0, 0];
      return (_, local) => {
        fridge = (fridge + 1) % 20;
        const isUp = life.isAwake(local) && life.isIn(local);
        if (cooking <= 0 && isUp && chance.next() < 0.008) cooking = chance.between(3, 25);
        const cooks = cooking-- > 0 ? chance.between(800, 2600) : 0;
        return base + (fridge < 6 ? 80 : 0) + (isUp ? evening : 0) + cooks + Math.abs(chance.normal(15));
      };
    },
  },
  {
    ...{ name: "carbon dioxide", seconds: 300, grain: 1, wrong: 900, faults: every },
    reads: ({ life }, chance) => {
      const people = chance.between(12, 30);
      let now = 450;
      return (_, local) => {
        if (life.isIn(local)) now += people * (life.isAwake(local) ? 1 : 0.5);
        const airs = life.isIn(local) && life.isAwake(local) && chance.next() < 0.02 ? 0.5 : 0.03;
        now += (430 - now) * airs;
        return now + chance.normal(8);
      };
    },
  },
  {
    ...{ name: "battery", seconds: 3600, grain: 1, onChange: true, wrong: 40, faults: ["spike"] },
    reads: (_, chance) => {
      const loses = chance.between(0.02, 0.25) / DAY_MS;
      let [full, since] = [chance.between(30, 100), 0];
      return (at) => {
        since ||= at;
        const now = full - (at - since) * loses;
        if (now < 8) [full, since] = [100, at];
        return Math.max(now, 5) + chance.normal(0.2);
      };
    },
  },
  {
    ...{ name: "energy meter", seconds: 300, grain: 0.01, isCounter: true, wrong: 2, faults: ["stuck"] },
    reads: ({ life }, chance) => {
      let [now, resets] = [chance.between(0, 20_000), 0];
      return (at, local) => {
        resets ||= at + chance.between(10, 90) * DAY_MS;
        if (at > resets) [now, resets] = [0, at + 60 * DAY_MS];
        now +=
          (chance.between(0.1, 0.3) + (life.isAwake(local) && chance.next() < 0.2 ? chance.between(0, 2) : 0)) / 12;
        return now;
      };
    },
  },
  {
    ...{ name: "signal strength", seconds: 300, grain: 1, wrong: 25, faults: ["shift", "drift", "spike", "noise"] },
    reads: ({ life }, chance) => {
      const [mean, people] = [chance.between(-80, -50), chance.between(0, 4)];
      return (_, local) => mean - (life.isIn(local) ? people : 0) + chance.normal(1.5);
    },
  },
  {
    ...{ name: "illuminance", seconds: 300, grain: 1, onChange: true, wrong: 20_000, faults: ["shift", "stuck"] },
    reads: ({ weather }, chance) => {
      const most = chance.between(5_000, 60_000);
      return (at, local) =>
        Math.max(0, most * weather.sun(local) * (1 - 0.9 * weather.clouds(at)) * (1 + chance.normal(0.1)));
    },
  },
  {
    ...{ name: "freezer temperature", seconds: 600, grain: 0.1, wrong: 5, faults: every },
    reads: (_, chance) => {
      const [cold, period] = [chance.between(-21, -17), chance.between(8, 14)];
      return (at) =>
        cold + 0.6 * Math.sin((at / HOUR_MS) * 5) + ((at / HOUR_MS) % period < 0.5 ? 3 : 0) + chance.normal(0.1);
    },
  },
  {
    ...{ name: "air pressure", seconds: 900, grain: 0.1, wrong: 60, faults: ["shift", "stuck", "spike", "noise"] },
    reads:
      ({ weather }, chance) =>
      (at) =>
        weather.pressure(at) + chance.normal(0.1),
  },
  {
    ...{ name: "heating pressure", seconds: 1800, grain: 0.01, wrong: 0.5, faults: every },
    reads: ({ weather, life }, chance) => {
      const loses = chance.between(0, 0.004) / DAY_MS;
      let since = 0;
      return (at, local) => {
        since ||= at;
        return (
          1.7 -
          loses * (at - since) +
          (life.isAwake(local) ? 0.08 : 0) -
          0.004 * weather.temperature(at) +
          chance.normal(0.01)
        );
      };
    },
  },
];

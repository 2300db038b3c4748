export type Random = () => number;

/** A stretch of a program: seconds, and watts in it. */
type Phase = readonly [seconds: number, watts: number];

export interface Appliance {
  readonly standby: number;
  /** Of its noise while idle, as a share of `standby` and in watts. */
  readonly noise: number;
  program(random: Random): readonly Phase[];
  /** Seconds from the end of one run to the next. */
  rest(random: Random): number;
}

export const about = (random: Random, value: number, share = 0.2): number => value * (1 - share + 2 * share * random());
const repeated = (times: number, ...phases: Phase[]): Phase[] => Array.from({ length: times }, () => phases).flat();
const hours = (random: Random, from: number, to: number): number => 3600 * (from + (to - from) * random());

const washer: Appliance = {
  standby: 0.9,
  noise: 0.6,
  rest: (random) => (random() < 0.15 ? about(random, 1500, 0.3) : hours(random, 5, 60)),
  program: (random) => [
    [about(random, 120), 35],
    [about(random, 240), 110],
    [about(random, 900), 2050],
    ...repeated(Math.round(about(random, 25)), [40, about(random, 150)], [20, 6]),
    [about(random, 200), 4],
    [60, 32],
    ...repeated(Math.round(about(random, 10)), [45, about(random, 130)], [25, 6]),
    [about(random, 420), about(random, 420)],
    [60, 90],
  ],
};

const dishwasher: Appliance = {
  standby: 0.5,
  noise: 0.3,
  rest: (random) => hours(random, 9, 40),
  program: (random) => [
    [about(random, 300), 55],
    [about(random, 900), 1950],
    [about(random, 1200), 62],
    [90, 28],
    [about(random, 600), 1900],
    [about(random, 300), 60],
    [about(random, 2100, 0.1), 5.5],
    [45, 30],
  ],
};

/** Between its two heats it draws no more than when it is off. */
const silentDryer: Appliance = {
  standby: 0.4,
  noise: 0.2,
  rest: (random) => hours(random, 8, 30),
  program: (random) => [
    [about(random, 1800), 1850],
    [about(random, 1500, 0.05), 0.4],
    [about(random, 900), 1800],
  ],
};

const fridge: Appliance = {
  standby: 1.6,
  noise: 0.4,
  rest: (random) => about(random, 2000, 0.35),
  program: (random) => [
    [8, 480],
    [about(random, 1100, 0.3), about(random, 88, 0.1)],
  ],
};

const heatPump: Appliance = {
  standby: 24,
  noise: 3,
  rest: (random) => (random() < 0.06 ? hours(random, 4, 7) : about(random, 2400, 0.4)),
  program: (random) => [
    [40, 300],
    [about(random, 1500, 0.5), about(random, 1700)],
    [about(random, 600, 0.5), about(random, 900)],
  ],
};

const kettle: Appliance = {
  standby: 0.3,
  noise: 0.2,
  rest: (random) => (random() < 0.2 ? about(random, 900) : hours(random, 1, 9)),
  program: (random) => [[about(random, 150, 0.4), 2150]],
};

const car: Appliance = {
  standby: 4,
  noise: 1,
  rest: (random) => hours(random, 12, 50),
  program: (random) => [
    [about(random, 14_000, 0.5), 7200],
    [about(random, 900), 2100],
  ],
};

const tumbleDryer: Appliance = {
  standby: 1.1,
  noise: 0.5,
  rest: (random) => hours(random, 7, 70),
  program: (random) => [
    ...repeated(Math.round(about(random, 14)), [about(random, 200), 2200], [70, 240]),
    [about(random, 500), 230],
  ],
};

const television: Appliance = {
  standby: 0.7,
  noise: 0.3,
  rest: (random) => hours(random, 2, 18),
  program: (random) => repeated(Math.round(about(random, 30, 0.6)), [about(random, 240), about(random, 110)]),
};

/** Its thermostat goes on and off. */
const oven: Appliance = {
  standby: 1.2,
  noise: 0.3,
  rest: (random) => hours(random, 10, 60),
  program: (random) => [
    [about(random, 500), 2400],
    [80, 1.2],
    ...repeated(Math.round(about(random, 20, 0.6)), [50, 2400], [about(random, 90), 1.2]),
    [40, 2400],
  ],
};

const airConditioner: Appliance = {
  standby: 8,
  noise: 2,
  rest: (random) => about(random, 700, 0.4),
  program: (random) => [[about(random, 800, 0.5), about(random, 950, 0.1)]],
};

/** Never off, and so never on. */
export const unending = {
  router: { ...fridge, standby: 9, noise: 1, program: () => [[600, 11] as const], rest: () => 900 },
  house: {
    ...fridge,
    standby: 280,
    noise: 60,
    rest: (random: Random) => about(random, 900, 0.8),
    program: (random: Random) => [[about(random, 500, 0.9), about(random, 900, 0.8)] as const],
  },
} satisfies Record<string, Appliance>;

export const appliances = {
  oven,
  airConditioner,
  washer,
  dishwasher,
  silentDryer,
  fridge,
  heatPump,
  kettle,
  car,
  tumbleDryer,
  television,
} as const satisfies Record<string, Appliance>;

export function randomFrom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}

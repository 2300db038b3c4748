import { fromMicroseconds } from "#server/instant.ts";
import { type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";

/**
 * The mix that every bench uses: a home of 545 entities that changes 273,000 times a day. The same seed gives the same home.
 * Sensors of two decimals, power, switches, texts, and things whose attributes change: lights, media players, weather.
 */
export const EVENTS_A_DAY = 273_000;

const DAY = 86_400_000_000; // microseconds

type Kind = {
  domain: string;
  name: string;
  count: number;
  everySeconds: number;
  attributes(i: number, next: () => number): object;
  state(next: () => number, last: number): [number, string];
};

const walk =
  (decimals: number, step: number) =>
  (next: () => number, last: number): [number, string] => {
    const value = last + (next() - 0.5) * step;
    return [value, value.toFixed(decimals)];
  };
const toggle = (next: () => number, last: number): [number, string] => {
  void next;
  return [1 - Math.sign(last), last > 0 ? "off" : "on"];
};
const numeric = (device_class: string, unit: string) => (i: number) => ({
  state_class: "measurement",
  unit_of_measurement: unit,
  device_class,
  friendly_name: `${device_class} ${i}`,
});

const kinds: readonly Kind[] = [
  {
    domain: "sensor",
    name: "temperature",
    count: 60,
    everySeconds: 30,
    attributes: numeric("temperature", "°C"),
    state: walk(2, 0.2),
  },
  {
    domain: "sensor",
    name: "power",
    count: 20,
    everySeconds: 30,
    attributes: numeric("power", "W"),
    state: walk(1, 40),
  },
  {
    domain: "sensor",
    name: "humidity",
    count: 100,
    everySeconds: 300,
    attributes: numeric("humidity", "%"),
    state: walk(2, 1),
  },
  {
    domain: "sensor",
    name: "link",
    count: 150,
    everySeconds: 3_600,
    attributes: numeric("signal_strength", "dBm"),
    state: walk(0, 20),
  },
  {
    domain: "binary_sensor",
    name: "motion",
    count: 60,
    everySeconds: 600,
    attributes: (i) => ({ device_class: "motion", friendly_name: `Motion ${i}` }),
    state: toggle,
  },
  {
    domain: "switch",
    name: "plug",
    count: 60,
    everySeconds: 7_200,
    attributes: (i) => ({ friendly_name: `Plug ${i}` }),
    state: toggle,
  },
  {
    domain: "light",
    name: "lamp",
    count: 50,
    everySeconds: 3_600,
    attributes: (i, next) => ({
      friendly_name: `Lamp ${i}`,
      icon: "mdi:lamp",
      scene: `Scene ${Math.floor(next() * 40)}`,
    }),
    state: toggle,
  },
  {
    domain: "media_player",
    name: "player",
    count: 10,
    everySeconds: 240,
    attributes: (i, next) => ({
      volume_level: Math.floor(next() * 20) / 20,
      media_content_type: "music",
      media_title: `Track ${Math.floor(next() * 5_000)}`,
      media_artist: `Artist ${Math.floor(next() * 300)}`,
      friendly_name: `Player ${i}`,
    }),
    state: (next, last) => [last, next() > 0.2 ? "playing" : "paused"],
  },
  {
    domain: "weather",
    name: "home",
    count: 5,
    everySeconds: 600,
    attributes: (i, next) => ({
      temperature: Math.round(next() * 300) / 10,
      humidity: Math.floor(next() * 100),
      pressure: 990 + Math.floor(next() * 400) / 10,
      wind_bearing: Math.floor(next() * 360),
      wind_speed: Math.floor(next() * 300) / 10,
      temperature_unit: "°C",
      pressure_unit: "hPa",
      wind_speed_unit: "km/h",
      friendly_name: `Weather ${i}`,
    }),
    state: (next, last) => [last, next() > 0.5 ? "cloudy" : "rainy"],
  },
  {
    domain: "sensor",
    name: "text",
    count: 30,
    everySeconds: 1_800,
    attributes: (i) => ({ friendly_name: `Text ${i}` }),
    state: (next, last) => [last, ["idle", "washing", "rinsing", "spinning", "done"][Math.floor(next() * 5)] ?? "idle"],
  },
];

/** Events in the order of their time, from `from` (microseconds) on, for ever; `perDay` events a day. */
export function* mix({
  from,
  perDay = EVENTS_A_DAY,
  seed = 1,
}: {
  from: number;
  perDay?: number;
  seed?: number;
}): Generator<Observation> {
  const next = random(seed);
  const entities = kinds.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, i) => ({
      kind,
      i,
      id: `${kind.domain}.${kind.name}_${i}`,
      value: 20 + next() * 10,
      weight: 1 / kind.everySeconds,
    })),
  );
  const total = entities.reduce((sum, { weight }) => sum + weight, 0);
  const sums: number[] = [];
  entities.reduce((sum, { weight }, i) => (sums[i] = sum + weight / total), 0);
  const states = new Map<string, string>();
  for (let at = from; ; at += Math.max(1, Math.round((DAY / perDay) * 2 * next()))) {
    const draw = next();
    const entity = entities[firstAbove(sums, draw)] ?? entities[0];
    if (!entity) return;
    const [value, state] = entity.kind.state(next, entity.value);
    entity.value = value;
    const oldState = states.get(entity.id) ?? null;
    states.set(entity.id, state);
    yield {
      at: fromMicroseconds(at),
      type: STATE_CHANGED,
      entityId: entity.id,
      state,
      oldState,
      attributes: JSON.stringify(entity.kind.attributes(entity.i, next)),
      context: {
        id: `01${Math.floor(next() * 1e12).toString(32)}${at.toString(32)}`.toUpperCase(),
        parent_id: null,
        user_id: null,
      },
      source: "live",
    };
  }
}

function firstAbove(sums: readonly number[], draw: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 1) < draw) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** mulberry32: small, fast, the same everywhere. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

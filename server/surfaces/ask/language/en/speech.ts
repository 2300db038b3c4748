import type { Speech } from "../speech.ts";

/** The parts of the day, each to its last hour. */
const PARTS = [
  [4, "at night"],
  [11, "in the morning"],
  [17, "in the afternoon"],
  [21, "in the evening"],
  [23, "at night"],
] as const;
const QUARTERS: Readonly<Record<number, string>> = { 15: "quarter past", 30: "half past", 45: "quarter to" };

const ofTwelve = (hour: number): number => ((hour + 11) % 12) + 1;

function clock(hour: number, minute: number): string {
  const half = hour < 12 ? "am" : "pm";
  if (minute === 0) return hour === 0 ? "midnight" : hour === 12 ? "noon" : `${ofTwelve(hour)} ${half}`;
  const quarter = QUARTERS[minute];
  if (!quarter) return `${ofTwelve(hour)}:${String(minute).padStart(2, "0")} ${half}`;
  const part = PARTS.find(([last]) => hour <= last)?.[1] ?? "";
  return `${quarter} ${ofTwelve(minute === 45 ? hour + 1 : hour)} ${part}`;
}

export const speech: Speech = {
  clock,
  units: {
    "°C": "degrees",
    "°F": "degrees",
    "%": "percent",
    kWh: "kilowatt hours",
    Wh: "watt hours",
    kW: "kilowatts",
    W: "watts",
    V: "volts",
    kV: "kilovolts",
    A: "amps",
    "km/h": "kilometres an hour",
    "m/s": "metres a second",
    mph: "miles an hour",
    mm: "millimetres",
    "m³": "cubic metres",
    L: "litres",
    ppm: "parts per million",
    lx: "lux",
    hPa: "hectopascals",
    s: "seconds",
  },
  months: [],
};

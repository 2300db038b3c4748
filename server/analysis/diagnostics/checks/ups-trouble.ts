import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import type { Device, Thing } from "../house-now.ts";

/** What a UPS says of itself, the worst first. */
const troubles = ["low-battery", "on-battery", "overloaded", "off", "replace-battery", "bypassed"] as const;
type Trouble = (typeof troubles)[number];

const UpsTrouble = z.object({
  trouble: z.enum(troubles),
  charge: z.number().nullable().meta({ description: "of its battery, in per cent" }),
  runtime_minutes: z.number().nullable().meta({ description: "that its battery lasts at this load, as it reckons" }),
  also: z.array(z.enum(troubles)).meta({ description: "what is wrong with it beside" }),
});

/** An uninterruptible power supply that runs on its battery, or whose battery or load is not as it must be. */
export const upsTrouble = check({
  name: "ups-trouble",
  about: "An uninterruptible power supply on battery, nearly empty, overloaded, bypassed, off, or with a worn battery",
  evidence: UpsTrouble,
  sustainedSeconds: 60, // a self-test and a dip of the mains are over by then
  holdsBack: [
    "the first minute: self-tests and dips of the mains",
    "calibrations and tests of the battery",
    "while its server does not answer: that is said by another check",
  ],
  look: ({ devices }) => [...devices.values()].flatMap((device) => troubled(device) ?? []),
  isBeyond: (now, accepted) => troubles.indexOf(now.trouble) < troubles.indexOf(accepted.trouble),
});

function troubled(device: Device): Sighting | undefined {
  const told = device.things.flatMap((thing) => {
    const found = troublesIn(thing);
    return found.length > 0 ? [{ thing, found }] : [];
  });
  const all = troubles.filter((trouble) => told.some(({ found }) => found.includes(trouble)));
  const [trouble, ...also] = all;
  if (!trouble) return undefined;
  const since = Math.min(...told.flatMap(({ thing }) => thing.since ?? []));
  return {
    subject: { kind: "device", id: device.device_id },
    severity: SEVERITIES[trouble],
    evidence: { trouble, charge: chargeOf(device), runtime_minutes: runtimeOf(device), also },
    since: Number.isFinite(since) ? since : undefined,
    mentions: told.map(({ thing }) => thing.entity_id),
  };
}

const SEVERITIES = {
  "low-battery": "critical",
  "on-battery": "warning",
  overloaded: "error",
  off: "warning",
  "replace-battery": "warning",
  bypassed: "warning",
} as const satisfies Record<Trouble, string>;

/** Words of `ups.status`. Source: NUT, docs/new-drivers.txt, "Status data"; homeassistant/components/nut/sensor.py. */
const NUT: Readonly<Record<string, Trouble>> = {
  LB: "low-battery",
  FSD: "low-battery",
  OB: "on-battery",
  OVER: "overloaded",
  OFF: "off",
  RB: "replace-battery",
  BYPASS: "bypassed",
};
/** What stands in APC's STATUS. Source: apcupsd, "apcaccess status"; homeassistant/components/apcupsd/sensor.py. */
const APC: Readonly<Record<string, Trouble>> = {
  LOWBATT: "low-battery",
  ONBATT: "on-battery",
  OVERLOAD: "overloaded",
  REPLACEBATT: "replace-battery",
};
const NUT_STATUS = /^(OL|OB|LB|HB|RB|CHRG|DISCHRG|BYPASS|CAL|OFF|OVER|TRIM|BOOST|FSD|ALARM|HE|ECO|TEST)( [A-Z]+)*$/;

function troublesIn({ domain, platform, state = "" }: Thing): Trouble[] {
  const words = state.trim().toUpperCase().split(/\s+/);
  if (domain !== "sensor" || words.includes("CAL") || words.includes("TEST") || words.includes("SELFTEST")) return [];
  if (platform === "nut" && NUT_STATUS.test(state.trim())) return words.flatMap((word) => NUT[word] ?? []);
  return platform === "apcupsd" ? words.flatMap((word) => APC[word] ?? []) : [];
}

const chargeOf = ({ things }: Device): number | null =>
  rounded(things.find(({ device_class, unit }) => device_class === "battery" && unit === "%")?.state);

function runtimeOf({ things }: Device): number | null {
  const told = things.find(
    ({ device_class, entity_id }) => device_class === "duration" && /runtime(_\d+)?$|time_left/.test(entity_id),
  );
  const value = rounded(told?.state);
  return value === null ? null : Math.round(value / (MINUTES[told?.unit ?? ""] ?? 1));
}

/** Of a unit in a minute. */
const MINUTES: Readonly<Record<string, number>> = { s: 60, min: 1, h: 1 / 60 };

function rounded(state: string | undefined): number | null {
  const value = state === undefined || state.trim() === "" ? Number.NaN : Number(state);
  return Number.isFinite(value) ? Math.round(value) : null;
}

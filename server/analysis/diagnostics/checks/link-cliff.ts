import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import type { HouseNow } from "../house-now.ts";
import { doesSuffer, type Fallen, hasFallen, isWorthSaying, linksIn } from "../links/links-in.ts";
import { scales } from "../links/scale.ts";

/** So many of an integration's devices within so many seconds have a common reason. */
const LEAST_TOGETHER = 3;
const SHARE = 0.5;
const TOGETHER = 2 * 86_400;

const LinkCliff = z.object({
  scale: z.enum(scales).meta({ description: "in dBm, in per cent, or lqi: the Zigbee radio's number from 0 to 255" }),
  now: z.number().meta({ description: "the median since it fell" }),
  usual: z.number().meta({ description: "the median of up to two months before" }),
  lowest: z.number().meta({ description: "nineteen of twenty days before were better" }),
  weak_below: z.number().meta({ description: "where devices of its kind begin to lose messages" }),
  outages: z.int().meta({ description: "how often the device was out of reach within a week" }),
  technology: z.string().nullable(),
  devices: z.int().nullable().meta({ description: "of an integration: how many fell together" }),
});

/** A device that is heard far worse than ever, all at once and ever since, and suffers of it or is about to. */
export const linkCliff = check({
  name: "link-cliff",
  about: "A device whose link fell at once, far below its own past, and has stayed there",
  evidence: LinkCliff,
  sustainedSeconds: 0, // the hours of the fall itself
  holdsBack: [
    "devices of which fewer than seven days are known, and falls of less than six hours",
    "falls of less than ten dBm, forty of 255, or 35 %",
    "a link that is strong enough still, where the device was not out of reach twice within a week",
    "phones, players and what else moves or is switched off",
    "after thirty days: by then it is what is usual",
  ],
  look(house) {
    const fallen = [...linksIn(house).values()].filter(hasFallen);
    const together = fallsTogether(fallen, house);
    return [
      ...[...together].map(([entry, of]) => ofIntegration(entry, of)),
      ...fallen.filter(isWorthSaying).map((it) => ofDevice(it, together)),
    ];
  },
  isBeyond: (now, accepted) => now.usual - now.now > 1.5 * (accepted.usual - accepted.now),
});

/** By config entry. */
function fallsTogether(fallen: readonly Fallen[], house: HouseNow): Map<string, Fallen[]> {
  const all = Map.groupBy(linksIn(house).values(), ({ device }) => device.entry_id);
  const found = new Map<string, Fallen[]>();
  for (const [entry, of] of Map.groupBy(fallen, ({ device }) => device.entry_id)) {
    const last = Math.max(...of.map(({ fall }) => fall.since));
    const near = of.filter(({ fall }) => fall.since >= last - TOGETHER);
    const isMost = near.length >= LEAST_TOGETHER && near.length >= SHARE * (all.get(entry)?.length ?? 0);
    if (entry !== null && isMost && near.some(isWorthSaying)) found.set(entry, near);
  }
  return found;
}

function ofIntegration(entry: string, of: readonly Fallen[]): Sighting {
  const worst = of.toSorted((one, other) => one.fall.now - one.fall.usual - (other.fall.now - other.fall.usual))[0];
  return {
    subject: { kind: "integration", id: entry },
    severity: of.some(doesSuffer) ? "warning" : "info",
    evidence: { ...(worst ? told(worst) : {}), devices: of.length },
    since: Math.min(...of.map(({ fall }) => fall.since)),
    mentions: of.map(({ entity_id }) => entity_id),
  };
}

const ofDevice = (it: Fallen, together: ReadonlyMap<string, Fallen[]>): Sighting => ({
  subject: { kind: "device", id: it.device.device_id },
  severity: doesSuffer(it) ? "warning" : "info",
  evidence: { ...told(it), devices: null },
  since: it.fall.since,
  mentions: [it.entity_id],
  cause: together.get(it.device.entry_id ?? "")?.includes(it)
    ? { check: "link-cliff", subject: { kind: "integration", id: it.device.entry_id ?? "" } }
    : undefined,
});

const told = ({ scale, fall, weakBelow, outages, technology }: Fallen) => ({
  scale,
  now: Math.round(fall.now),
  usual: Math.round(fall.usual),
  lowest: Math.round(fall.lowest),
  weak_below: weakBelow,
  outages,
  technology: technology ?? null,
});

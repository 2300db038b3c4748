import type { Finding } from "#server/finding.ts";
import { comesAndGoes } from "../comes-and-goes.ts";
import type { HouseNow } from "../house-now.ts";
import { type Away, awayOf } from "./away.ts";
import { type Burst, burstsIn, type Gone, type Group } from "./bursts.ts";
import { groupsIn } from "./groups.ts";
import { type AwayById, hubAway } from "./hub.ts";

const MINUTE = 60;
/** An update of a hub or a restart of a router is over by then. */
const LONG_ENOUGH = 10 * MINUTE;
/** So soon after the start of Home Assistant it was away before. */
const AT_START = 5 * MINUTE;

type Lost = Away & Gone;

export interface Incident {
  readonly of: Group["of"];
  readonly subject: Finding["subject"];
  readonly since: number;
  readonly gone: readonly Away[];
  /** Whether it has lasted for longer than what its devices are used to. */
  readonly isDue: boolean;
}

/** Who is away in a house, and what they have in common. */
export interface Outages {
  readonly away: AwayById;
  readonly incidents: readonly Incident[];
  readonly incidentOf: ReadonlyMap<string, Incident>; // by device id
  readonly hubOf: ReadonlyMap<string, Away>; // by the id of what hangs on it
}

const known = new WeakMap<HouseNow, Outages>();

/** Several checks ask of one house. */
export function outagesIn(house: HouseNow): Outages {
  const before = known.get(house);
  if (before) return before;
  const found = lookFor(house);
  known.set(house, found);
  return found;
}

function lookFor(house: HouseNow): Outages {
  const all = [...house.devices.values()].flatMap((device) => lostOf(awayOf(device, house.now), house) ?? []);
  const away = new Map(all.map((it) => [it.device.device_id, it]));
  const hubs = all.flatMap((it) => {
    const hub = hubAway(it, away, house);
    return hub ? [[it.device.device_id, hub] as const] : [];
  });
  const hubOf = new Map(hubs);
  // What hangs on a hub that is away itself went with it: it is counted where the hub is.
  const judged = all.filter((it) => it.says !== "dead" && (it.usual !== undefined || !comesAndGoes(it.device)));
  const bursts = burstsIn(groupsIn(house), judged).filter((burst) => !isOfOneHub(burst, hubOf));
  const incidents = merged(bursts).map((burst) => incidentOf(burst, house.now));
  const byDevice = incidents.flatMap((it) => it.gone.map(({ device }) => [device.device_id, it] as const));
  return { away, incidents, incidentOf: new Map(byDevice.reverse()), hubOf };
}

const lostOf = (away: Away | undefined, { startedAt }: HouseNow): Lost | undefined =>
  away && { ...away, isUndated: away.since >= startedAt && away.since <= startedAt + AT_START };

/** One hub that is away, and nothing that does not hang on it: that is the hub's finding. */
function isOfOneHub({ gone }: Burst<Lost>, hubOf: ReadonlyMap<string, Away>): boolean {
  const roots = new Set(gone.map(({ device }) => hubOf.get(device.device_id)?.device.device_id ?? device.device_id));
  return roots.size === 1;
}

/** A home has one network. */
function merged(bursts: readonly Burst<Lost>[]): Burst<Lost>[] {
  const byKey = new Map<string, Burst<Lost>>();
  for (const burst of bursts) {
    const key = `${burst.group.of} ${burst.group.id}`;
    const before = byKey.get(key);
    byKey.set(key, before ? { ...before, fresh: [...before.fresh, ...burst.fresh] } : burst);
  }
  return [...byKey.values()];
}

const SUBJECTS = { integration: "integration", area: "area", network: "home" } as const;

/** What another burst explains is counted there. */
function incidentOf({ group, fresh }: Burst<Lost>, now: number): Incident {
  const since = Math.min(...fresh.map((it) => it.since));
  const used = fresh.filter(({ usual, allowed }) => usual !== undefined && now - since < allowed);
  return {
    of: group.of,
    subject: { kind: SUBJECTS[group.of], id: group.id },
    since,
    gone: fresh,
    isDue: now - since >= LONG_ENOUGH && used.length * 2 < fresh.length,
  };
}

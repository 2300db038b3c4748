import { comesAndGoes } from "../comes-and-goes.ts";
import type { Device, HouseNow } from "../house-now.ts";
import { domainOf } from "../technology.ts";
import { isTelling } from "./away.ts";
import type { Group } from "./bursts.ts";

const MINUTE = 60;
/** What goes within so short a time went together: what is polled is missed that late. */
const TOGETHER = 5 * MINUTE;
/** A radio that hangs is noticed by each device's own time-out, which ZHA and Zigbee2MQTT have longer for batteries. */
const HANGS = 180 * MINUTE;
/** An integration that sets up each device by itself reaches it by the network. */
const ON_ITS_OWN = 2;

/** What devices have in common, the more particular first. */
export function groupsIn(house: HouseNow): Group[] {
  const there = [...house.devices.values()].filter((device) => device.things.some(isTelling));
  const byEntry = Map.groupBy(there, ({ entry_id }) => entry_id);
  const staying = there.filter((device) => !comesAndGoes(device));
  const mains = staying.filter((device) => !hasBattery(device));
  const batteries = staying.filter(hasBattery);
  const alone = staying.filter(
    ({ entry_id }) => entry_id !== null && (byEntry.get(entry_id)?.length ?? 0) <= ON_ITS_OWN,
  );
  const groups = [
    ...grouped(byEntry, { of: "integration", least: 3, share: 0.6, within: TOGETHER }),
    ...[mains, batteries].flatMap((some) =>
      grouped(
        Map.groupBy(some, ({ entry_id }) => entry_id),
        { of: "integration", least: 4, share: 0.9, within: HANGS },
      ),
    ),
    ...grouped(
      Map.groupBy(mains, ({ area_id }) => area_id),
      { of: "area", least: 3, share: 0.6, within: TOGETHER },
    ),
    ...[...Map.groupBy(alone, (device) => domainOf(device, house) ?? "").values()].map(
      (members): Group => ({ of: "network", id: "", members, least: 3, share: 0.6, within: TOGETHER }),
    ),
    { of: "network", id: "", members: alone, least: 4, share: 0.2, within: TOGETHER } satisfies Group,
  ];
  return groups.filter(({ members, least }) => members.length >= least);
}

const grouped = (by: Map<string | null, Device[]>, rest: Omit<Group, "id" | "members">): Group[] =>
  [...by].flatMap(([id, members]) => (id === null ? [] : [{ id, members, ...rest }]));

/** What runs on a battery does not go with the power of its room. */
const hasBattery = ({ things }: Device): boolean => things.some(({ device_class }) => device_class === "battery");

import type { Device, HouseNow } from "../house-now.ts";
import { isBluetooth } from "../technology.ts";
import type { Away } from "./away.ts";

const MINUTE = 60;
/** What hangs on a hub may notice a little before it. */
const EARLIER = 5 * MINUTE;
/** Home Assistant gives up what it has not heard by Bluetooth only after a while: by the device's own interval, a quarter of an hour without one. */
const UNHEARD = 30 * MINUTE;
const DEEPEST = 8;

export type AwayById = ReadonlyMap<string, Away>; // by device id

/** The nearest hub, router or proxy on which it hangs that went before it, and is away still. */
export function hubAway(it: Pick<Away, "device" | "since">, away: AwayById, house: HouseNow): Away | undefined {
  let at: Device | undefined = it.device;
  for (let step = 0; step < DEEPEST; step++) {
    at = house.devices.get(at?.via_device_id ?? "");
    if (!at || at.device_id === it.device.device_id) break;
    const hub = away.get(at.device_id);
    if (hub && it.since >= hub.since - EARLIER) return hub;
  }
  return isBluetooth(it.device, house) ? proxyAway(it, away, house) : undefined;
}

/** Which proxy hears a device is told nowhere; the one after whose end it fell silent is taken for it. */
function proxyAway({ since }: Pick<Away, "since">, away: AwayById, house: HouseNow): Away | undefined {
  const gone = [...proxiesIn(house)].flatMap((id) => away.get(id) ?? []);
  return gone
    .filter((proxy) => since >= proxy.since - MINUTE && since <= proxy.since + UNHEARD)
    .sort((one, other) => other.since - one.since)[0];
}

/** Ids of the devices that carry Bluetooth. Source: homeassistant/components/bluetooth/__init__.py: each scanner is a device of its own, by way of them. */
function proxiesIn({ devices, integrations }: HouseNow): Set<string> {
  const scanners = [...devices.values()].filter(
    ({ entry_id }) => integrations.get(entry_id ?? "")?.domain === "bluetooth",
  );
  return new Set(scanners.flatMap(({ via_device_id }) => via_device_id ?? []));
}

import type { Finding } from "#server/finding.ts";
import type { Device, HouseNow } from "../house-now.ts";
import { hasFallen, isWeak, isWorthSaying, linksIn } from "./links-in.ts";

/** The finding of a device's own link, where there is one: it explains that the device drops out again and again. */
export function weakLinkOf({ device_id }: Device, house: HouseNow): Finding["cause"] {
  const link = linksIn(house).get(device_id);
  if (!link) return undefined;
  const subject = { kind: "device", id: device_id } as const;
  if (hasFallen(link) && isWorthSaying(link)) return { check: "link-cliff", subject };
  return isWeak(link) ? { check: "link-weak", subject } : undefined;
}

import type { Finding } from "#server/finding.ts";
import type { Device, HouseNow } from "./house-now.ts";

type Cause = NonNullable<Finding["cause"]>;

/** The integration of a device, where Home Assistant could not set it up. */
export function integrationDown({ entry_id }: Pick<Device, "entry_id">, house: HouseNow): Cause | undefined {
  const { state } = house.integrations.get(entry_id ?? "") ?? {};
  if (entry_id === null || !state?.startsWith("setup_")) return undefined;
  return { check: "integration-failed", subject: { kind: "integration", id: entry_id } };
}

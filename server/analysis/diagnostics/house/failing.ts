import type { Queries } from "#db/database.ts";
import { type DevicePrediction, standingDevicePredictions } from "#server/store/ledger/predictions/device-queries.ts";
import { usedVersion } from "../failures/used.ts";

/** What was said last of each device, by the version that is used; by device id. `today` as an ISO date. */
export async function failingIn(
  tx: Queries,
  home: number,
  today: string,
): Promise<ReadonlyMap<string, DevicePrediction>> {
  const version = await usedVersion(tx, home);
  const rows = await standingDevicePredictions(tx, home, today);
  return new Map(rows.filter(({ detector }) => detector === version).map((row) => [row.device_id, row]));
}

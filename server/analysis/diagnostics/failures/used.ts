import type { Queries } from "#db/database.ts";
import { choicesOf } from "#server/store/ledger/predictions/device-queries.ts";
import { detectors } from "./detectors.ts";

export const FAILS = "device-fails";

/** The version that is shown in a home: the one that was chosen, as long as there is it, else the first. */
export async function usedVersion(tx: Queries, home: number): Promise<string> {
  const chosen = (await choicesOf(tx, home)).find(({ name }) => name === FAILS)?.version;
  const [first] = detectors;
  return detectors.find(({ version }) => version === chosen)?.version ?? first?.version ?? "";
}

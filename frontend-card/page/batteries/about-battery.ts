import type { Commands } from "../../data/commands.ts";
import { ofWard } from "../words/of-ward.ts";

type BatteryPage = Commands["health/batteries"]["output"];
export type Battery = BatteryPage["items"][number];

/** What kind of battery it is: its cell, how that falls, and in which steps the device tells it; as far as it is known. */
export function aboutBattery({ cell, chemistry, step, is_charged }: Battery): string {
  const { batteries: say } = ofWard();
  const type = cell ? say.cell(cell.type, cell.quantity ?? 1) : "";
  const parts = [
    type,
    chemistry ? say.chemistries[chemistry] : "",
    is_charged ? say.charged : "",
    step ? say.steps(step) : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** How often the dates of this home came true. */
export function batteryScore({ scored, within, median_days_off }: BatteryPage["score"]): string {
  const { batteries: say } = ofWard();
  if (scored === 0) return say.scoreNone;
  return within === null ? say.scoreLater(scored) : say.score(within, scored, median_days_off ?? 0);
}

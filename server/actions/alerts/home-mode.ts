import type { PresentState } from "#server/store/house/contract.ts";
import type { Mode } from "./contract.ts";
import { isBetween, NIGHT } from "./day-times.ts";

// Source: homeassistant/components/alarm_control_panel/const.py, AlarmControlPanelState
const ARMED: Readonly<Record<string, Mode>> = {
  armed_vacation: "holiday",
  armed_away: "away",
  armed_night: "night",
};

interface Told {
  readonly now: number;
  readonly timeZone: string;
  /** Somebody has said so. */
  readonly isHoliday: boolean;
}

/** As the house tells it: a holiday, an armed alarm, where people are, and the hour. */
export function modeOf(present: ReadonlyMap<string, PresentState>, { now, timeZone, isHoliday }: Told): Mode {
  if (isHoliday) return "holiday";
  const states = [...present.values()];
  const armed = states.filter(({ entityId }) => entityId.startsWith("alarm_control_panel."));
  const mode = armed.map(({ state }) => ARMED[state]).find((one) => one !== undefined);
  if (mode) return mode;
  const people = states.filter(({ entityId }) => entityId.startsWith("person."));
  const homes = people.map(({ state }) => isHomeBy(state));
  if (people.length > 0 && homes.every((isHome) => isHome === false)) return "away";
  return isBetween(now, timeZone, NIGHT) ? "night" : "home";
}

/** By the state of a person; null where that is not known. */
export const isHomeBy = (state: string | undefined): boolean | null =>
  state === undefined || state === "unknown" || state === "unavailable" ? null : state === "home";

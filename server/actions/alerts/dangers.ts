import type { PresentState } from "#server/store/house/contract.ts";
import type { Danger } from "./contract.ts";

/** Source: homeassistant/components/binary_sensor/__init__.py, BinarySensorDeviceClass */
const BY_CLASS: Readonly<Record<string, Danger>> = {
  smoke: "smoke",
  gas: "gas",
  carbon_monoxide: "gas",
  moisture: "leak",
  safety: "unsafe",
};

/** What one thing says now; `isOn` null: it says nothing. */
export interface Sensed {
  readonly entityId: string;
  readonly danger: Danger;
  readonly isOn: boolean | null;
  readonly since: string;
}

/** What guards the home, and whether it gives alarm. */
export const sensedIn = (present: ReadonlyMap<string, PresentState>): Sensed[] =>
  [...present.values()].flatMap((it) => {
    const danger = dangerOf(it);
    return danger === undefined ? [] : [{ entityId: it.entityId, danger, isOn: isOn(it), since: it.changedAt }];
  });

const dangerOf = ({ entityId, attributes: { device_class } }: PresentState): Danger | undefined =>
  dangerOfClass(entityId, device_class);

export function dangerOfClass(entityId: string, deviceClass: unknown): Danger | undefined {
  if (entityId.startsWith("alarm_control_panel.")) return "intrusion";
  return entityId.startsWith("binary_sensor.") && typeof deviceClass === "string" ? BY_CLASS[deviceClass] : undefined;
}

function isOn({ state }: PresentState): boolean | null {
  if (state === "unavailable" || state === "unknown") return null;
  return state === "on" || state === "triggered";
}

import type { AnyCheck } from "./check.ts";
import { activityUnusual } from "./checks/activity-unusual.ts";
import { automationBroken } from "./checks/automation-broken.ts";
import { batteryDying } from "./checks/battery-dying.ts";
import { batteryLow } from "./checks/battery-low.ts";
import { deviceFailing } from "./checks/device-failing.ts";
import { deviceFlapping } from "./checks/device-flapping.ts";
import { deviceSilent } from "./checks/device-silent.ts";
import { deviceUnavailable } from "./checks/device-unavailable.ts";
import { integrationFailed } from "./checks/integration-failed.ts";
import { readingUnusual } from "./checks/reading-unusual.ts";
import { refersToNothing } from "./checks/refers-to-nothing.ts";

/** Every check, in the order in which they run. */
export const checks: readonly AnyCheck[] = [
  integrationFailed,
  deviceUnavailable,
  deviceSilent,
  deviceFlapping,
  batteryLow,
  batteryDying,
  automationBroken,
  refersToNothing,
  readingUnusual,
  deviceFailing,
  activityUnusual,
];

import type { AnyCheck } from "./check.ts";
import { automationBroken } from "./checks/automation-broken.ts";
import { batteryDying } from "./checks/battery-dying.ts";
import { batteryLow } from "./checks/battery-low.ts";
import { clockSkew } from "./checks/clock-skew.ts";
import { deviceFlapping } from "./checks/device-flapping.ts";
import { deviceReplaced } from "./checks/device-replaced.ts";
import { deviceSilent } from "./checks/device-silent.ts";
import { deviceUnavailable } from "./checks/device-unavailable.ts";
import { diskFull } from "./checks/disk-full.ts";
import { hostStrained } from "./checks/host-strained.ts";
import { integrationErrors } from "./checks/integration-errors.ts";
import { integrationFailed } from "./checks/integration-failed.ts";
import { recorderGrowing } from "./checks/recorder-growing.ts";
import { recorderStopped } from "./checks/recorder-stopped.ts";
import { refersToNothing } from "./checks/refers-to-nothing.ts";
import { updatesWaiting } from "./checks/updates-waiting.ts";
import { worseSinceUpdate } from "./checks/worse-since-update.ts";

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
  integrationErrors,
  diskFull,
  hostStrained,
  recorderStopped,
  recorderGrowing,
  clockSkew,
  updatesWaiting,
  worseSinceUpdate,
  deviceReplaced,
];

import type { AnyCheck } from "./check.ts";
import { activityUnusual } from "./checks/activity-unusual.ts";
import { automationBroken } from "./checks/automation-broken.ts";
import { automationFails } from "./checks/automation-fails.ts";
import { automationForgotten } from "./checks/automation-forgotten.ts";
import { automationNeverRan } from "./checks/automation-never-ran.ts";
import { automationStopped } from "./checks/automation-stopped.ts";
import { automationTooOften } from "./checks/automation-too-often.ts";
import { automationsFight } from "./checks/automations-fight.ts";
import { automationsLost } from "./checks/automations-lost.ts";
import { batteryDying } from "./checks/battery-dying.ts";
import { batteryLow } from "./checks/battery-low.ts";
import { clockSkew } from "./checks/clock-skew.ts";
import { connectionDeaf } from "./checks/connection-deaf.ts";
import { deviceFailing } from "./checks/device-failing.ts";
import { deviceFlapping } from "./checks/device-flapping.ts";
import { deviceReplaced } from "./checks/device-replaced.ts";
import { deviceSilent } from "./checks/device-silent.ts";
import { deviceUnavailable } from "./checks/device-unavailable.ts";
import { diskFull } from "./checks/disk-full.ts";
import { hostStrained } from "./checks/host-strained.ts";
import { integrationErrors } from "./checks/integration-errors.ts";
import { integrationFailed } from "./checks/integration-failed.ts";
import { linkCliff } from "./checks/link-cliff.ts";
import { linkWeak } from "./checks/link-weak.ts";
import { muchAtOnce } from "./checks/much-at-once.ts";
import { readingUnusual } from "./checks/reading-unusual.ts";
import { recorderGrowing } from "./checks/recorder-growing.ts";
import { recorderStopped } from "./checks/recorder-stopped.ts";
import { refersToNothing } from "./checks/refers-to-nothing.ts";
import { remedyRests } from "./checks/remedy-rests.ts";
import { signInNeeded } from "./checks/sign-in-needed.ts";
import { updatesWaiting } from "./checks/updates-waiting.ts";
import { upsTrouble } from "./checks/ups-trouble.ts";
import { worseSinceUpdate } from "./checks/worse-since-update.ts";

/** Every check, in the order in which they run. */
export const checks: readonly AnyCheck[] = [
  integrationFailed,
  signInNeeded,
  deviceUnavailable,
  deviceSilent,
  deviceFlapping,
  linkCliff,
  linkWeak,
  upsTrouble,
  batteryLow,
  batteryDying,
  automationBroken,
  refersToNothing,
  automationFails,
  automationNeverRan,
  automationStopped,
  automationTooOften,
  automationsFight,
  automationForgotten,
  automationsLost,
  integrationErrors,
  diskFull,
  hostStrained,
  recorderStopped,
  recorderGrowing,
  clockSkew,
  connectionDeaf,
  updatesWaiting,
  worseSinceUpdate,
  deviceReplaced,
  readingUnusual,
  deviceFailing,
  activityUnusual,
  muchAtOnce,
  remedyRests,
];

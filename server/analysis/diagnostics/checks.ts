import type { AnyCheck } from "./check.ts";
import { automationBroken } from "./checks/automation-broken.ts";
import { batteryDying } from "./checks/battery-dying.ts";
import { batteryLow } from "./checks/battery-low.ts";
import { deviceFlapping } from "./checks/device-flapping.ts";
import { deviceSilent } from "./checks/device-silent.ts";
import { deviceUnavailable } from "./checks/device-unavailable.ts";
import { integrationFailed } from "./checks/integration-failed.ts";
import { linkCliff } from "./checks/link-cliff.ts";
import { linkWeak } from "./checks/link-weak.ts";
import { refersToNothing } from "./checks/refers-to-nothing.ts";
import { signInNeeded } from "./checks/sign-in-needed.ts";
import { upsTrouble } from "./checks/ups-trouble.ts";

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
];

import type { AnyCheck } from "./check.ts";
import { automationBroken } from "./checks/automation-broken.ts";
import { batteryLow } from "./checks/battery-low.ts";
import { deviceUnavailable } from "./checks/device-unavailable.ts";
import { integrationFailed } from "./checks/integration-failed.ts";

/** Every check, in the order in which they run. */
export const checks: readonly AnyCheck[] = [integrationFailed, deviceUnavailable, batteryLow, automationBroken];

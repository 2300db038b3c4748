import { keepOutOfRecorder } from "./remedies/keep-out-of-recorder.ts";
import { pingDevice } from "./remedies/ping-device.ts";
import { powerCycle } from "./remedies/power-cycle.ts";
import { reloadAutomations } from "./remedies/reload-automations.ts";
import { reloadIntegration } from "./remedies/reload-integration.ts";
import { restartApp } from "./remedies/restart-app.ts";
import { runAutomation } from "./remedies/run-automation.ts";
import { turnOnAutomation } from "./remedies/turn-on-automation.ts";
import type { Remedy } from "./remedy.ts";

/** Every remedy, the gentlest first: of several that could help, that one is tried. */
export const remedies: readonly Remedy[] = [
  pingDevice,
  reloadIntegration,
  reloadAutomations,
  turnOnAutomation,
  runAutomation,
  powerCycle,
  restartApp,
  keepOutOfRecorder,
];

export const remedyNamed = (name: string): Remedy | undefined => remedies.find((it) => it.name === name);

import { automations, scripts } from "./automations.ts";
import { dashboards } from "./dashboards.ts";
import { helpers } from "./inputs.ts";
import { integrations } from "./integrations.ts";
import { areas, categories, devices, entities, floors, labels } from "./registries.ts";
import { scenes } from "./scenes.ts";
import { settings } from "./settings.ts";
import type { Reader } from "./source.ts";
import { versions } from "./versions.ts";

/** In the order in which they are read at connect: what gives others their names comes first. */
export const readers: readonly Reader[] = [
  ...[versions, settings, areas, floors, labels, categories, devices, entities, integrations, helpers],
  ...[automations, scripts, scenes, dashboards],
];

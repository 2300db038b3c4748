import { setTimeout as pause } from "node:timers/promises";
import type { Home } from "../home.ts";
import { componentsOf } from "./core-config.ts";
import type { Entity } from "./entity.ts";
import type { State } from "./state.ts";
import type { Report } from "./track.ts";

/** From now on nobody records what the devices say. */
export function goDown(home: Home): void {
  home.fire("homeassistant_stop");
  home.coreState = "STOPPING";
  home.fire("homeassistant_final_write");
  home.outages.push({ from: home.clock.now(), to: Number.POSITIVE_INFINITY });
}

/** Home Assistant is back, and knows its entities but not yet how they are. Gives what they said last. */
export function comeUp(home: Home): Map<string, State> {
  const outage = home.outages.at(-1);
  if (!home.isDown || !outage) throw new Error("The demo home is not down; shut it down before booting it");
  outage.to = home.clock.now();
  home.coreState = "NOT_RUNNING";
  home.configEntries.all.forEach((entry) => {
    entry.state = "not_loaded";
  });
  const known = new Map(home.states);
  home.states.clear();
  for (const [id, state] of known) {
    const { supported_features, device_class, friendly_name } = state.attributes;
    home.say(id, "unavailable", { restored: true, supported_features, device_class, friendly_name }, undefined, true);
  }
  return known;
}

/** The integrations load, one after the other, and their entities come back as their devices are by now. */
export async function finishBoot(home: Home, known: Map<string, State>, seconds: number): Promise<void> {
  for (const component of componentsOf(home)) home.fire("component_loaded", { component });
  await pause((seconds * 1000) / 2);
  home.coreState = "STARTING";
  for (const entry of home.configEntries.all.values()) home.configEntries.set(entry, "loaded");
  for (const [id, state] of known) {
    const entity = home.entities.get(id);
    if (!entity) continue;
    const { state: said, attributes } = latest(entity, state, home.clock.now());
    home.say(id, said, attributes);
  }
  home.fire("core_config_updated");
  home.fire("homeassistant_start");
  await pause((seconds * 1000) / 2);
  home.coreState = "RUNNING";
  home.fire("core_config_updated");
  home.fire("homeassistant_started");
}

/** The device went on while Home Assistant was down. */
function latest({ script }: Entity, known: State, now: number): Pick<Report, "state" | "attributes"> {
  for (const report of script.backward(now)) return report.at > known.updated ? report : known;
  return known;
}

import type { Meant } from "./targets.ts";

/** What a trigger of a purpose waits for, as far as states and attributes that are remembered prove it. */
export interface Purpose {
  readonly meant: readonly Meant[];
  readonly attribute?: string;
  /** Left out: from any other. */
  readonly from?: readonly string[];
  /** Left out: any change. */
  readonly to?: readonly string[];
  /** A limit, in this unit; null: in the one that is written beside it. */
  readonly crosses?: string | null;
  /** Whether entities count that are there for settings and diagnosis. */
  readonly withHelpers?: boolean;
}

const of = (...domains: string[]): Meant[] => domains.map((domain) => ({ domain }));
const binary = (deviceClass: string): Meant[] => [{ domain: "binary_sensor", deviceClass }];
const sensor = (deviceClass: string): Meant[] => [{ domain: "sensor", deviceClass }];
const becomes = (meant: Meant[], ...to: string[]): Purpose => ({ meant, to });

/** One that goes on and one that goes off. */
const pair = (meant: Meant[], [on, off]: readonly [string, string]): Record<string, Purpose> => ({
  [on]: becomes(meant, "on"),
  [off]: becomes(meant, "off"),
});
const toggled = (domain: string, ...others: string[]): Record<string, Purpose> =>
  pair(of(domain, ...others), [`${domain}.turned_on`, `${domain}.turned_off`]);
const detected = (name: string, deviceClass: string): Record<string, Purpose> =>
  pair(binary(deviceClass), [`${name}detected`, `${name}cleared`]);
/** Covers tell it by an attribute of their own. */
const opened = (name: string, deviceClass: string): Record<string, Purpose> =>
  pair(binary(deviceClass), [`${name}.opened`, `${name}.closed`]);
const each = (domain: string, states: Record<string, string>): Record<string, Purpose> =>
  Object.fromEntries(Object.entries(states).map(([name, state]) => [`${domain}.${name}`, becomes(of(domain), state)]));
const acts = (domain: string, attribute: string, values: Record<string, string>): Record<string, Purpose> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${domain}.${name}`, { meant: of(domain), attribute, to: [value] }]),
  );

const ARMED = ["armed_away", "armed_custom_bypass", "armed_home", "armed_night", "armed_vacation"];
const PLAYS = ["buffering", "playing"];
const RESTS = ["idle", "off", "on"];

/** By their names. Source: homeassistant/components/<domain>/trigger.py of Home Assistant 2026.11. */
export const purposes: Readonly<Record<string, Purpose>> = {
  ...toggled("light"),
  ...toggled("switch", "input_boolean"),
  ...toggled("fan"),
  ...toggled("siren"),
  ...toggled("remote"),
  ...toggled("humidifier"),
  "climate.turned_off": becomes(of("climate"), "off"),
  "climate.turned_on": {
    meant: of("climate"),
    from: ["off"],
    to: ["auto", "cool", "dry", "fan_only", "heat", "heat_cool"],
  },
  "water_heater.turned_off": becomes(of("water_heater"), "off"),
  ...detected("motion.", "motion"),
  ...detected("occupancy.", "occupancy"),
  ...detected("vibration.", "vibration"),
  ...detected("moisture.", "moisture"),
  ...detected("illuminance.", "light"),
  ...detected("air_quality.gas_", "gas"),
  ...detected("air_quality.co_", "carbon_monoxide"),
  ...detected("air_quality.smoke_", "smoke"),
  ...opened("door", "door"),
  ...opened("window", "window"),
  ...opened("garage_door", "garage_door"),
  "battery.became_low": { ...becomes(binary("battery"), "on"), withHelpers: true },
  "battery.no_longer_low": { ...becomes(binary("battery"), "off"), withHelpers: true },
  "battery.started_charging": { ...becomes(binary("battery_charging"), "on"), withHelpers: true },
  "battery.stopped_charging": { ...becomes(binary("battery_charging"), "off"), withHelpers: true },
  "battery.level_crossed_threshold": { meant: sensor("battery"), crosses: "%", withHelpers: true },
  "illuminance.crossed_threshold": { meant: sensor("illuminance"), crosses: "lx" },
  "moisture.crossed_threshold": { meant: sensor("moisture"), crosses: "%" },
  "humidity.crossed_threshold": { meant: sensor("humidity"), crosses: "%" },
  "temperature.crossed_threshold": { meant: sensor("temperature"), crosses: null },
  "power.crossed_threshold": { meant: sensor("power"), crosses: null },
  ...each("lock", { jammed: "jammed", locked: "locked", opened: "open", unlocked: "unlocked" }),
  ...each("vacuum", { returned_to_dock: "docked", errored: "error", paused_cleaning: "paused" }),
  ...each("vacuum", { started_cleaning: "cleaning", started_returning: "returning" }),
  ...each("lawn_mower", { returned_to_dock: "docked", errored: "error", paused_mowing: "paused", became_idle: "idle" }),
  ...each("lawn_mower", { started_mowing: "mowing", started_returning: "returning" }),
  ...each("assist_satellite", {
    idle: "idle",
    listening: "listening",
    processing: "processing",
    responding: "responding",
  }),
  ...each("alarm_control_panel", { disarmed: "disarmed", triggered: "triggered" }),
  "alarm_control_panel.armed": {
    meant: of("alarm_control_panel"),
    from: ["arming", "disarmed", "disarming", "pending", "triggered"],
    to: ARMED,
  },
  ...each("update", { became_available: "on" }),
  ...each("schedule", { block_ended: "off" }),
  "media_player.paused_playing": { meant: of("media_player"), from: PLAYS, to: ["paused"] },
  "media_player.started_playing": { meant: of("media_player"), from: [...RESTS, "paused"], to: PLAYS },
  "media_player.stopped_playing": { meant: of("media_player"), from: [...PLAYS, "paused"], to: RESTS },
  "media_player.turned_on": { meant: of("media_player"), from: ["off"], to: [...PLAYS, "idle", "on", "paused"] },
  "media_player.turned_off": { meant: of("media_player"), from: [...PLAYS, "idle", "on", "paused"], to: ["off"] },
  ...acts("climate", "hvac_action", {
    started_cooling: "cooling",
    started_drying: "drying",
    started_heating: "heating",
  }),
  ...acts("humidifier", "action", { started_drying: "drying", started_humidifying: "humidifying" }),
  ...acts("timer", "last_transition", { cancelled: "cancelled", finished: "finished", paused: "paused" }),
  ...acts("timer", "last_transition", { restarted: "restarted", started: "started" }),
  "button.pressed": { meant: of("button", "input_button") },
};

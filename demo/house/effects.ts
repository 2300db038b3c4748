import { isoText } from "../moment.ts";
import type { State } from "./state.ts";
import type { Attributes } from "./track.ts";

interface Call {
  data: Attributes;
  /** The demo's time, for what keeps its last use as its state. */
  at: number;
}

interface Outcome {
  state: string;
  attributes?: Attributes;
}

/** What a device does when it is told to. */
export type Effect = (before: State, call: Call) => Outcome;

const becomes =
  (state: string, attributes?: Attributes): Effect =>
  () => ({ state, ...(attributes ? { attributes } : {}) });
/** The state stays and some attributes change. */
const keeps =
  (...members: string[]): Effect =>
  ({ state, attributes }, { data }) => ({ state, attributes: { ...attributes, ...picked(data, members) } });
const takes =
  (member: string): Effect =>
  (_before, { data }) => ({ state: String(data[member]) });
const isUsed: Effect = (_before, { at }) => ({ state: isoText(at) });

const picked = (data: Attributes, members: readonly string[]): Attributes =>
  Object.fromEntries(members.filter((member) => member in data).map((member) => [member, data[member]]));

const turnOn = becomes("on");
const turnOff = becomes("off");
const toggles = { turn_on: turnOn, turn_off: turnOff, toggle: toggle(turnOn, turnOff) };

function toggle(on: Effect, off: Effect): Effect {
  return (before, call) => (before.state === "on" ? off(before, call) : on(before, call));
}

const lightOn: Effect = ({ attributes }, { data }) => {
  const { brightness_pct, ...rest } = data;
  const asked = typeof brightness_pct === "number" ? Math.round(brightness_pct * 2.55) : rest.brightness;
  const modes = attributes.supported_color_modes;
  const color_mode = Array.isArray(modes) ? modes[0] : "onoff";
  const canDim = color_mode !== "onoff";
  const wanted = picked(rest, ["color_temp_kelvin", "rgb_color", "effect"]);
  return { state: "on", attributes: { color_mode, ...(canDim ? { brightness: asked ?? 255 } : {}), ...wanted } };
};

const setTemperature: Effect = (before, call) => {
  const { attributes } = keeps("temperature", "target_temp_high", "target_temp_low")(before, call);
  return { state: String(call.data.hvac_mode ?? before.state), attributes: attributes ?? {} };
};

const climateMode: Effect = ({ attributes }, { data }) => ({ state: String(data.hvac_mode), attributes });

/** Keyed by domain, then by action. */
export const effects: Readonly<Record<string, Readonly<Record<string, Effect>>>> = {
  automation: toggles,
  button: { press: isUsed },
  climate: {
    set_temperature: setTemperature,
    set_hvac_mode: climateMode,
    set_preset_mode: keeps("preset_mode"),
    set_fan_mode: keeps("fan_mode"),
    turn_on: ({ attributes }) => ({ state: "heat", attributes }),
    turn_off: ({ attributes }) => ({ state: "off", attributes }),
  },
  cover: {
    open_cover: becomes("open", { current_position: 100 }),
    close_cover: becomes("closed", { current_position: 0 }),
    stop_cover: ({ state, attributes }) => ({ state, attributes }),
    set_cover_position: (_before, { data }) => ({
      state: Number(data.position) > 0 ? "open" : "closed",
      attributes: { current_position: data.position },
    }),
  },
  fan: toggles,
  input_boolean: toggles,
  input_button: { press: isUsed },
  input_number: { set_value: takes("value") },
  input_select: { select_option: takes("option") },
  input_text: { set_value: takes("value") },
  light: { turn_on: lightOn, turn_off: turnOff, toggle: toggle(lightOn, turnOff) },
  lock: { lock: becomes("locked"), unlock: becomes("unlocked"), open: becomes("open") },
  media_player: {
    turn_on: becomes("idle"),
    turn_off: turnOff,
    media_play: ({ attributes }) => ({ state: "playing", attributes }),
    media_pause: ({ attributes }) => ({ state: "paused", attributes }),
    media_stop: becomes("idle"),
    volume_set: keeps("volume_level"),
    volume_mute: keeps("is_volume_muted"),
  },
  number: { set_value: takes("value") },
  scene: { turn_on: isUsed },
  script: { turn_off: turnOff },
  select: { select_option: takes("option") },
  siren: toggles,
  switch: toggles,
  update: {
    install: ({ attributes }) => ({
      state: "off",
      attributes: { ...attributes, installed_version: attributes.latest_version },
    }),
  },
  vacuum: { start: becomes("cleaning"), stop: becomes("idle"), return_to_base: becomes("returning") },
  valve: { open_valve: becomes("open"), close_valve: becomes("closed") },
};

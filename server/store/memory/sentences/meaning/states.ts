import type { Verb } from "../words/en.ts";

/** By state; `*` is every other one. */
export type Meanings = Readonly<Record<string, Verb>>;

const onOff: Meanings = { on: "turned_on", off: "turned_off" };
const opens: Meanings = { open: "opened", closed: "closed", opening: "opening", closing: "closing" };
const setTo: Meanings = { "*": "set_to" };

/**
 * What a state says in its domain, where no device class says it better. These are language-neutral: the words of each
 * language, of the timeline and of explanations hang on the same verbs.
 */
export const byDomain: Readonly<Record<string, Meanings>> = {
  air_quality: {}, // a number
  alarm_control_panel: {
    disarmed: "disarmed",
    armed_home: "armed",
    armed_away: "armed",
    armed_night: "armed",
    armed_vacation: "armed",
    armed_custom_bypass: "armed",
    pending: "alarm_pending",
    arming: "arming",
    disarming: "disarming",
    triggered: "alarm",
  },
  alert: { on: "alarm", off: "acknowledged", idle: "alert_over" },
  assist_satellite: { listening: "listening", processing: "thinking", responding: "answering", idle: "idle" },
  automation: { on: "enabled", off: "disabled" },
  binary_sensor: onOff,
  calendar: { on: "began", off: "event_over" },
  camera: { recording: "recording", streaming: "streaming", idle: "idle" },
  climate: { off: "turned_off", "*": "set_to" },
  counter: { "*": "counted" },
  cover: opens,
  date: setTo,
  datetime: setTo,
  device_tracker: { home: "arrived", not_home: "left", "*": "arrived_at" },
  fan: onOff,
  geo_location: {}, // a distance
  group: {
    ...onOff,
    ...opens,
    home: "somebody_home",
    not_home: "nobody_home",
    locked: "locked",
    unlocked: "unlocked",
    ok: "fine",
    problem: "problem",
  },
  humidifier: onOff,
  input_boolean: onOff,
  input_datetime: setTo,
  input_number: setTo,
  input_select: setTo,
  input_text: setTo,
  lawn_mower: {
    mowing: "mowing",
    docked: "docked",
    paused: "paused",
    returning: "returning",
    idle: "idle",
    error: "failed",
  },
  light: onOff,
  lock: {
    locked: "locked",
    unlocked: "unlocked",
    locking: "locking",
    unlocking: "unlocking",
    open: "opened",
    opening: "opening",
    jammed: "jammed",
  },
  media_player: {
    ...onOff,
    playing: "playing",
    paused: "paused",
    idle: "play_stopped",
    standby: "standby",
    buffering: "buffering",
  },
  number: setTo,
  person: { home: "arrived", not_home: "left", "*": "arrived_at" },
  plant: { ok: "fine", problem: "problem" },
  remember_the_milk: { ok: "fine", "*": "became" },
  remote: onOff,
  schedule: { on: "began", off: "over" },
  script: { on: "started", off: "finished" },
  select: setTo,
  sensor: { "*": "became" },
  siren: { on: "sounding", off: "quiet" },
  sun: { above_horizon: "sunrise", below_horizon: "sunset" },
  switch: onOff,
  text: setTo,
  time: setTo,
  timer: { active: "started", paused: "paused", idle: "ended" },
  todo: { "*": "todo" },
  update: { on: "update_available", off: "up_to_date" },
  vacuum: {
    cleaning: "cleaning",
    docked: "docked",
    paused: "paused",
    returning: "returning",
    idle: "idle",
    error: "failed",
  },
  valve: opens,
  water_heater: { off: "turned_off", "*": "set_to" },
  weather: { "*": "weather" },
  zone: { "0": "zone_empty", "1": "zone_one", "*": "zone_many" },
};

/** Their state is when they were last used. */
export const used: Meanings = {
  ai_task: "task_done",
  button: "pressed",
  conversation: "spoken_to",
  event: "reported",
  image: "pictured",
  image_processing: "recognized",
  infrared: "signal_sent",
  input_button: "pressed",
  notify: "notified",
  radio_frequency: "signal_sent",
  scene: "activated",
  stt: "heard",
  tag: "scanned",
  tts: "spoke",
  wake_word: "woke",
};

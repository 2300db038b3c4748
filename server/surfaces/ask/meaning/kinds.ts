import { domainOf as domainIn } from "#server/domain-of.ts";
import type { KnownEntity } from "../house/known-house.ts";

type Filter = { domain: string; classes?: readonly string[] };

/** What people call things by their nature; names of kinds are words of ours, the languages say how people call them. */
const KINDS = {
  light: [{ domain: "light" }],
  switch: [{ domain: "switch" }, { domain: "input_boolean" }],
  outlet: [{ domain: "switch" }],
  window: [
    { domain: "binary_sensor", classes: ["window"] },
    { domain: "cover", classes: ["window"] },
  ],
  door: [
    { domain: "binary_sensor", classes: ["door", "garage_door", "opening"] },
    { domain: "cover", classes: ["door", "garage", "gate"] },
    { domain: "lock" },
  ],
  garageDoor: [
    { domain: "binary_sensor", classes: ["garage_door"] },
    { domain: "cover", classes: ["garage"] },
  ],
  gate: [{ domain: "cover", classes: ["gate"] }],
  blind: [{ domain: "cover", classes: ["blind", "shade", "shutter", "curtain", "awning", "damper"] }],
  cover: [{ domain: "cover" }],
  lock: [{ domain: "lock" }, { domain: "binary_sensor", classes: ["lock"] }],
  charger: [{ domain: "binary_sensor", classes: ["battery_charging"] }],
  motion: [{ domain: "binary_sensor", classes: ["motion", "occupancy", "presence", "moving"] }],
  leak: [{ domain: "binary_sensor", classes: ["moisture"] }],
  smoke: [{ domain: "binary_sensor", classes: ["smoke"] }],
  gas: [{ domain: "binary_sensor", classes: ["gas", "carbon_monoxide"] }],
  temperature: [{ domain: "sensor", classes: ["temperature"] }],
  humidity: [{ domain: "sensor", classes: ["humidity"] }],
  pressure: [{ domain: "sensor", classes: ["pressure", "atmospheric_pressure"] }],
  brightness: [{ domain: "sensor", classes: ["illuminance"] }],
  carbonDioxide: [{ domain: "sensor", classes: ["carbon_dioxide"] }],
  airQuality: [{ domain: "sensor", classes: ["aqi", "pm25", "pm10", "volatile_organic_compounds", "carbon_dioxide"] }],
  power: [{ domain: "sensor", classes: ["power"] }],
  energy: [{ domain: "sensor", classes: ["energy"] }],
  gasMeter: [{ domain: "sensor", classes: ["gas"] }],
  water: [{ domain: "sensor", classes: ["water", "volume_flow_rate"] }],
  battery: [
    { domain: "sensor", classes: ["battery"] },
    { domain: "binary_sensor", classes: ["battery"] },
  ],
  voltage: [{ domain: "sensor", classes: ["voltage"] }],
  current: [{ domain: "sensor", classes: ["current"] }],
  signal: [{ domain: "sensor", classes: ["signal_strength"] }],
  wind: [{ domain: "sensor", classes: ["wind_speed"] }],
  rain: [{ domain: "sensor", classes: ["precipitation", "precipitation_intensity"] }],
  heating: [{ domain: "climate" }, { domain: "water_heater" }],
  fan: [{ domain: "fan" }],
  vacuum: [{ domain: "vacuum" }],
  mower: [{ domain: "lawn_mower" }],
  person: [{ domain: "person" }],
  tracker: [{ domain: "device_tracker" }],
  media: [{ domain: "media_player" }],
  television: [{ domain: "media_player", classes: ["tv"] }],
  speaker: [{ domain: "media_player", classes: ["speaker"] }],
  camera: [{ domain: "camera" }],
  alarm: [{ domain: "alarm_control_panel" }],
  siren: [{ domain: "siren" }],
  timer: [{ domain: "timer" }],
  humidifier: [{ domain: "humidifier", classes: ["humidifier", ""] }],
  dehumidifier: [{ domain: "humidifier", classes: ["dehumidifier"] }],
  valve: [{ domain: "valve" }],
  doorbell: [{ domain: "event", classes: ["doorbell"] }],
  button: [{ domain: "button" }, { domain: "event", classes: ["button"] }, { domain: "input_button" }],
  automation: [{ domain: "automation" }],
  script: [{ domain: "script" }],
  scene: [{ domain: "scene" }],
  update: [{ domain: "update" }],
  sun: [{ domain: "sun" }],
  weather: [{ domain: "weather" }],
  sensor: [{ domain: "sensor" }, { domain: "binary_sensor" }],
} as const satisfies Record<string, readonly Filter[]>;

export type Kind = keyof typeof KINDS;

export const domainOf = ({ entity_id }: Pick<KnownEntity, "entity_id">): string => domainIn(entity_id);

export const isOfKind = (entity: KnownEntity, kind: Kind): boolean =>
  (KINDS[kind] as readonly Filter[]).some(
    ({ domain, classes }) => domain === domainOf(entity) && (!classes || classes.includes(entity.device_class ?? "")),
  );

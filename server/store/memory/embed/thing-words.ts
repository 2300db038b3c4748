/** Sentences that were embedded in another form are embedded anew. */
export const FORM = "with things";

/** What people call things of a kind whose sentences may not say what they are; by domain, or by domain and device class. */
const WORDS: Readonly<Record<string, string>> = {
  alarm_control_panel: "burglar alarm, security system",
  automation: "automatic routine",
  camera: "security camera, video",
  climate: "heating, air conditioning, thermostat",
  event: "button",
  fan: "fan, ventilation",
  humidifier: "air humidity",
  input_boolean: "mode",
  lawn_mower: "robot lawn mower, cutting grass",
  light: "lamp, light",
  lock: "door lock",
  media_player: "music, radio",
  person: "person",
  scene: "mood",
  script: "routine",
  siren: "siren, alarm",
  update: "software version",
  vacuum: "robot vacuum cleaner, hoover",
  valve: "valve",
  water_heater: "hot water",
  weather: "weather",
  "binary_sensor.battery": "empty battery",
  "binary_sensor.carbon_monoxide": "poisonous gas, fumes",
  "binary_sensor.connectivity": "connection, online",
  "binary_sensor.door": "door",
  "binary_sensor.garage_door": "garage door",
  "binary_sensor.gas": "gas leak",
  "binary_sensor.glass_break": "broken glass, smashed window",
  "binary_sensor.moisture": "water leak, flood",
  "binary_sensor.motion": "movement, somebody there",
  "binary_sensor.occupancy": "presence, somebody there",
  "binary_sensor.plug": "charging cable",
  "binary_sensor.power": "electricity, mains",
  "binary_sensor.presence": "presence",
  "binary_sensor.smoke": "smoke, fire",
  "binary_sensor.sound": "noise",
  "binary_sensor.tamper": "manipulation",
  "binary_sensor.vibration": "shaking",
  "binary_sensor.window": "window",
  "cover.awning": "awning, sunshade",
  "cover.blind": "blind, shutter",
  "cover.curtain": "curtain",
  "cover.door": "door",
  "cover.garage": "garage door",
  "cover.gate": "gate",
  "cover.shade": "shade, blind",
  "cover.shutter": "shutter, blind",
  "cover.window": "window",
  "event.doorbell": "doorbell, visitor at the door",
  "media_player.receiver": "music, radio",
  "media_player.speaker": "music, radio",
  "media_player.tv": "television, tv",
  "valve.gas": "gas valve",
  "valve.water": "water, sprinkler, irrigation",
};

export type Thing = { domain: string | null; device_class: string | null };

/** The sentence as it is embedded: with what the thing is, as far as the sentence does not say so itself. */
export function withThing(text: string, { domain, device_class }: Thing): string {
  if (domain === null) return text;
  const words = WORDS[`${domain}.${device_class}`] ?? WORDS[domain];
  if (words === undefined) return text;
  const said = text.toLowerCase();
  const unsaid = words.split(", ").filter((word) => !said.includes(word));
  return unsaid.length > 0 ? `${text} (${unsaid.join(", ")})` : text;
}

/** Which integration speaks to an app, by words of the app's name. */
const DOMAINS: readonly (readonly [RegExp, string])[] = [
  [/zigbee2mqtt|mosquitto|emqx/i, "mqtt"],
  [/z-?wave/i, "zwave_js"],
  [/esphome/i, "esphome"],
  [/matter/i, "matter"],
  [/openthread|border router/i, "otbr"],
  [/music assistant/i, "music_assistant"],
  [/frigate/i, "frigate"],
  [/node-?red/i, "nodered"],
  [/adguard/i, "adguard"],
  [/\bdeconz\b/i, "deconz"],
  [/whisper|piper|openwakeword/i, "wyoming"],
];

export const domainOfApp = (name: string): string | null => DOMAINS.find(([form]) => form.test(name))?.[1] ?? null;

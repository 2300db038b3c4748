const measured = (of: string, device_class: string, unit: string) => ({
  of: `sensor.${of}_`,
  device_class,
  unit,
  state_class: "measurement",
});

/** What Home Assistant tells of the mix's things in its registry, by the beginning of their ids. */
export const described = [
  measured("temperature", "temperature", "°C"),
  measured("power", "power", "W"),
  measured("humidity", "humidity", "%"),
  measured("link", "signal_strength", "dBm"),
  { of: "binary_sensor.motion_", device_class: "motion", unit: null, state_class: null },
];

/** Those that questions name; each of them speaks a hundred to two thousand times a day. */
export const called = [
  { entity: "sensor.temperature_0", name: "Greenhouse temperature" },
  { entity: "sensor.power_0", name: "Server rack power" },
  { entity: "binary_sensor.motion_0", name: "Driveway motion" },
  { entity: "media_player.player_0", name: "Conservatory radio" },
];

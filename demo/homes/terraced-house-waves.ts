interface Shape {
  mean: number;
  amplitude?: number;
  period?: string;
  noise?: number;
  decimals?: number;
}

const wave = (entity: string, every: string, from: string, to: string, shape: Shape) => ({
  every,
  from,
  to,
  entity_id: `sensor.${entity}`,
  wave: shape,
});
const always = (entity: string, every: string, from: string, shape: Shape) =>
  wave(entity, every, `-21d ${from}`, "+2d 00:00:00", shape);

/** A wave crosses its mean, rising, where it begins: what peaks at three in the afternoon begins at nine. */
export const waves = [
  always("fridge_temperature", "5m", "00:00:07", { mean: 4.2, amplitude: 0.8, period: "45m", noise: 0.1 }),
  wave("freezer_temperature", "5m", "-21d 00:00:11", "-6d 23:40:00", freezing()),
  wave("freezer_temperature", "5m", "-5d 10:00:11", "+2d 00:00:00", freezing()),
  always("bedroom_temperature", "5m", "14:00:23", { mean: 18.6, amplitude: 1.1, period: "24h", noise: 0.05 }),
  always("bathroom_humidity", "5m", "01:00:31", { mean: 58, amplitude: 7, period: "12h", noise: 0.8, decimals: 1 }),
  always("living_room_temperature", "5m", "13:00:37", { mean: 19.8, amplitude: 0.9, period: "24h", noise: 0.05 }),
  always("outdoor_temperature", "10m", "09:00:41", { mean: 8, amplitude: 3.5, period: "24h", noise: 0.2, decimals: 1 }),
  always("study_temperature", "1m", "10:00:43", { mean: 20.6, amplitude: 0.8, period: "24h", noise: 0.04 }),
  always("study_carbon_dioxide", "1m", "08:00:47", {
    mean: 720,
    amplitude: 210,
    period: "24h",
    noise: 12,
    decimals: 0,
  }),
  always("anna_phone_battery", "15m", "01:00:53", { mean: 68, amplitude: 27, period: "24h", decimals: 0 }),
  always("ben_phone_battery", "15m", "02:00:59", { mean: 55, amplitude: 35, period: "24h", decimals: 0 }),
  wave("power_consumption", "1m", "-21d 13:00:05", "-0d 00:00:05", usingPower()),
  // From today on the meter is read as often as it speaks, so that something always moves
  wave("power_consumption", "4s", "-0d 00:00:05", "+2d 00:00:00", usingPower()),
];

function freezing(): Shape {
  return { mean: -18.2, amplitude: 0.7, period: "70m", noise: 0.1 };
}

function usingPower(): Shape {
  return { mean: 410, amplitude: 160, period: "24h", noise: 45, decimals: 0 };
}

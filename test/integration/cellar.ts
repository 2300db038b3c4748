import { fromMicroseconds } from "#server/instant.ts";

export const CELLAR = "sensor.cellar_temperature";
export const WASHER = "sensor.washer_power";
export const DOOR = "binary_sensor.cellar_door";

const HOUR = 3_600_000_000; // microseconds
const TOLD: Record<string, Record<string, string>> = {
  [CELLAR]: { friendly_name: "Cellar", unit_of_measurement: "°C", state_class: "measurement" },
  [WASHER]: { friendly_name: "Washer", unit_of_measurement: "W", state_class: "measurement" },
  [DOOR]: { friendly_name: "Cellar door", device_class: "door" },
};

/** A day of a cellar up to now, as it came: it gets warmer, the washer runs twice, and the door is opened now and then. */
export const dayOfACellar = () => [...said()].sort((one, other) => one.at.localeCompare(other.at));

function* said() {
  const now = Date.now() * 1_000;
  const say = (hoursAgo: number, entityId: string, state: string) => ({
    at: fromMicroseconds(Math.round(now - hoursAgo * HOUR)),
    ...{ entityId, state, attributes: JSON.stringify(TOLD[entityId]) },
  });
  for (let ago = 23.5; ago > 0.1; ago -= 0.05) {
    const isWashing = (ago > 15 && ago < 17) || (ago > 3 && ago < 5);
    yield say(ago, CELLAR, (12 + 3 * Math.sin(ago / 4) + Math.sin(ago * 3) / 4).toFixed(1));
    yield say(ago - 0.01, WASHER, (isWashing ? 1_800 + 400 * Math.sin(ago * 20) : 2).toFixed(0));
  }
  for (const ago of [20, 12, 7, 2]) {
    yield say(ago, DOOR, "on");
    yield say(ago - 0.3, DOOR, "off");
  }
}

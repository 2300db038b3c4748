import { startSmallHouse } from "#demo/testing.ts";

export const DEVICES = 3_000;
const AREAS = 30;
const numbered = <Made>(make: (n: number) => Made) => Array.from({ length: DEVICES }, (_, n) => make(n));
const room = (n: number) => `Room ${n % AREAS}`;
const idOf = (n: number) => `${n.toString(16).padStart(8, "0")}`.repeat(4); // as long as Home Assistant's

/** A home with three thousand devices, each with a thermometer, how well it is heard and, of two in five, a battery; one in fifty does not answer. */
export function homeOfMany() {
  const entity = (kind: string, n: number, state: string, attributes: object) => ({
    ...{ entity_id: `sensor.${kind}_${n}${kind === "at" ? "_lqi" : ""}`, name: `${room(n)} sensor ${n} ${kind}` },
    ...{ device: idOf(n), state: n % 50 === 0 ? "unavailable" : state, attributes },
  });
  return startSmallHouse({
    areas: Array.from({ length: AREAS }, (_, n) => ({ id: `room_${n}`, name: room(n), floor: null })),
    devices: numbered((n) => ({
      ...{ id: idOf(n), name: `${room(n)} sensor ${n}`, area: `room_${n % AREAS}`, integration: "ce-zha" },
      ...{ manufacturer: "Aqara", model: `Model ${n % 90}` },
    })),
    timeline: [{ at: "-2d 06:00:00", entity_id: "sensor.temperature_1", state: "16" }], // Home Assistant has run since then
    entities: [
      ...numbered((n) =>
        entity("temperature", n, String(15 + (n % 10)), { unit_of_measurement: "°C", device_class: "temperature" }),
      ),
      ...numbered((n) => entity("at", n, String(n % 255), {})),
      ...numbered((n) => n)
        .filter((n) => n % 5 < 2)
        .map((n) => entity("battery", n, String(16 + (n % 84)), { unit_of_measurement: "%", device_class: "battery" })),
    ],
  });
}

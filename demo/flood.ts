import type { Home } from "./home.ts";
import { Entity } from "./house/entity.ts";
import { entryOf } from "./house/registry.ts";
import { countingSamples } from "./house/track.ts";
import { epochSeconds, type Microseconds, second } from "./moment.ts";

export interface FloodOptions {
  perSecond: number;
  seconds: number;
}

/** A flood comes from this many sensors, each counting its own samples. */
const sensors = 100;
const tickMs = 5;
/** Of our own stalls a client must not suffer: what is overdue is said in portions, and sockets get their turn between. */
const mostAtOnce = 1000;

/** State changes at a steady rate, whoever can follow. Resolves, with how many there were, when the last is said. */
export function flood(home: Home, { perSecond, seconds }: FloodOptions): Promise<number> {
  const total = Math.round(perSecond * seconds);
  const { said, sayUntil } = floodSource(home, second / perSecond);
  const began = performance.now();
  return new Promise((resolve) => {
    function tick() {
      const due = Math.min(total, Math.ceil(((performance.now() - began) / 1000) * perSecond));
      sayUntil(Math.min(due, said.count + mostAtOnce));
      if (said.count === total) resolve(total);
      else if (said.count < due) setImmediate(tick);
      else setTimeout(tick, tickMs);
    }
    tick();
  });
}

/** The sensors take turns, one sample each `every`; what is said is in their history as it was said. */
function floodSource(home: Home, every: Microseconds) {
  const said = { count: 0 };
  const entities = floodSensors(home);
  const from = home.clock.now() + 1;
  const sources = entities.map((entity, place) => {
    const begin = Math.round(from + place * every);
    const track = countingSamples(begin, every * sensors, () => Math.ceil((said.count - place) / sensors));
    entity.addTrack(track);
    return { entity, reports: track.onward(begin)[Symbol.iterator]() };
  });
  function sayUntil(due: number) {
    while (said.count < due) {
      const source = sources[said.count % sensors];
      said.count++;
      const report = source?.reports.next();
      if (source && report && !report.done) home.hear(source.entity, report.value);
    }
  }
  return { said, sayUntil };
}

/** They come into the home with its first flood. */
function floodSensors(home: Home): Entity[] {
  return Array.from({ length: sensors }, (_, place) => {
    const id = `sensor.flood_${String(place).padStart(3, "0")}`;
    return home.entities.get(id) ?? newSensor(home, id, home.clock.now());
  });
}

function newSensor(home: Home, id: string, at: Microseconds): Entity {
  const attributes = { state_class: "measurement", unit_of_measurement: "drops", friendly_name: id };
  const nothing = { onward: () => [], backward: () => [] };
  const entity = new Entity(id, attributes, nothing, home.outages);
  home.entities.set(id, entity);
  home.registry.set(id, entryOf({ entity_id: id, platform: "demo", name: id, createdAt: epochSeconds(at) }));
  home.fire("entity_registry_updated", { action: "create", entity_id: id });
  home.say(id, "unknown", undefined, undefined, true);
  return entity;
}

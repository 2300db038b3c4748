import type { Home } from "../home.ts";

type Kind = "area" | "automation" | "config_entry" | "device" | "entity" | "floor" | "person" | "scene" | "script";
type Found = Partial<Record<Kind | "integration", string[]>>;

/** What hangs together with something: its place, its device, its integration, and the automations that name it. */
export function related(home: Home, kind: Kind, id: string): Found {
  const { registry, scenario } = home;
  const areaOfDevice = new Map(scenario.devices.map((device) => [device.id, device.area]));
  const places = [...registry.values()].map((entry) => {
    const area = entry.area_id ?? areaOfDevice.get(entry.device_id ?? "") ?? null;
    const floor = scenario.areas.find((one) => one.id === area)?.floor ?? null;
    return { entity: entry.entity_id, device: entry.device_id, config_entry: entry.config_entry_id, area, floor };
  });
  const isEntity =
    kind === "entity" || kind === "automation" || kind === "person" || kind === "scene" || kind === "script";
  const own = kind === "automation" ? namedBy(home, id) : new Set([id]);
  const near = places.filter((place) => (isEntity ? own.has(place.entity) || place.entity === id : place[kind] === id));
  const entities = new Set(near.map(({ entity }) => entity));
  const automations = scenario.automations.filter(({ entity_id }) =>
    [...namedBy(home, entity_id)].some((one) => entities.has(one)),
  );
  const found: Found = {
    entity: [...entities],
    device: unique(near.map(({ device }) => device)),
    area: unique(near.map(({ area }) => area)),
    floor: unique(near.map(({ floor }) => floor)),
    config_entry: unique(near.map(({ config_entry }) => config_entry)),
    integration: unique(near.map(({ entity }) => registry.get(entity)?.platform ?? null)),
    automation: automations.map(({ entity_id }) => entity_id),
  };
  const others = Object.entries(found).map(([what, ids]) => [what, ids.filter((one) => one !== id)] as const);
  return Object.fromEntries(others.filter(([, ids]) => ids.length > 0));
}

/** The entities that an automation speaks of, wherever in its configuration. */
function namedBy({ scenario, entities }: Home, automationId: string): Set<string> {
  const config = scenario.automations.find(({ entity_id }) => entity_id === automationId)?.config;
  const words = JSON.stringify(config ?? {}).match(/[a-z0-9_]+\.[a-z0-9_]+/g) ?? [];
  return new Set(words.filter((word) => entities.has(word)));
}

const unique = (ids: (string | null)[]): string[] => [...new Set(ids.flatMap((id) => id ?? []))];

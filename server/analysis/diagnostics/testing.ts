import type { SystemNow } from "./house/system.ts";
import type { Device, HouseNow, Integration, Thing } from "./house-now.ts";
import { type Configuration, referencesIn } from "./references.ts";

export const NOW = Date.parse("2026-11-21T12:00:00Z") / 1000;
export const ago = (hours: number): number => NOW - hours * 3_600;

type Parts = Partial<Omit<Thing, "entity_id" | "domain" | "key">>;

/** For tests: a house as checks see it. */
export function house() {
  const things = new Map<string, Thing>();
  const devices = new Map<string, Omit<Device, "things">>();
  const integrations = new Map<string, Integration>();
  const configurations: Configuration[] = [];
  const system: { -readonly [Part in keyof SystemNow]: SystemNow[Part] } = { ...QUIET };
  const built = {
    with(entity_id: string, parts: Parts = {}) {
      const domain = entity_id.slice(0, entity_id.indexOf("."));
      things.set(entity_id, { ...USUAL, key: things.size + 1, entity_id, domain, name: entity_id, ...parts });
      return built;
    },
    device(device_id: string, parts: Partial<Omit<Device, "things" | "device_id">> = {}) {
      const usual = {
        name: device_id,
        model: null,
        manufacturer: null,
        area_id: null,
        entry_id: null,
        via_device_id: null,
      };
      devices.set(device_id, { device_id, ...usual, ...parts });
      return built;
    },
    integration(entry_id: string, parts: Partial<Integration> = {}) {
      const usual = { domain: "zha", title: entry_id, state: "loaded", reason: null, isDisabled: false };
      integrations.set(entry_id, { entry_id, ...usual, ...parts });
      return built;
    },
    configured(entity_id: string, configuration: object) {
      const domain = entity_id.slice(0, entity_id.indexOf("."));
      const kind = domain === "script" || domain === "scene" ? domain : "automation";
      const references = referencesIn(configuration);
      configurations.push({ kind, item_id: entity_id, entity_id, name: entity_id, references });
      return built;
    },
    system(parts: Partial<SystemNow>) {
      Object.assign(system, parts);
      return built;
    },
    now(): HouseNow {
      const thingsOf = (id: string) => [...things.values()].filter(({ device_id }) => device_id === id);
      const whole = [...devices].map(([id, device]) => [id, { ...device, things: thingsOf(id) }] as const);
      const [startedAt, entityIds] = [ago(24 * 30), new Set(things.keys())];
      return {
        now: NOW,
        startedAt,
        things,
        devices: new Map(whole),
        integrations,
        configurations,
        entityIds,
        system,
      };
    },
  };
  return built;
}

const QUIET: SystemNow = {
  skewSeconds: null,
  recorder: undefined,
  load: undefined,
  errors: [],
  lines: new Map(),
  disks: [],
  databases: [],
  heavy: [],
  waiting: [],
  updates: [],
  replacements: [],
};

const USUAL = {
  device_id: null,
  area_id: null,
  entry_id: null,
  platform: null,
  category: null,
  device_class: null,
  unit: null,
  is_hidden: false,
  is_disabled: false,
  state: "on",
  attributes: {},
  since: ago(24),
  usualOutage: undefined,
  rhythm: undefined,
  flaps: undefined,
  foretold: undefined,
} satisfies Omit<Thing, "key" | "entity_id" | "domain" | "name">;

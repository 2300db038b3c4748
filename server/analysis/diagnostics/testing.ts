import type { NamedThings } from "./house/named.ts";
import type { SystemNow } from "./house/system.ts";
import type { Device, HouseNow, Integration, Thing } from "./house-now.ts";
import type { Heard } from "./links/heard.ts";
import { type Configuration, read } from "./references/configurations.ts";

export const NOW = Date.parse("2026-11-21T12:00:00Z") / 1000;
export const ago = (hours: number): number => NOW - hours * 3_600;

type Parts = Partial<Omit<Thing, "entity_id" | "domain" | "key">>;

/** For tests: a house as checks see it. */
export function house() {
  const things = new Map<string, Thing>();
  const devices = new Map<string, Omit<Device, "things">>();
  const integrations = new Map<string, Integration>();
  const configurations: Configuration[] = [];
  let named: NamedThings | undefined;
  const links = new Map<number, Heard>();
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
    heard(entity_id: string, link: Heard) {
      links.set(things.get(entity_id)?.key ?? 0, link);
      return built;
    },
    configured(entity_id: string, configuration: object) {
      const domain = entity_id.slice(0, entity_id.indexOf("."));
      const kind = domain === "script" || domain === "scene" ? domain : "automation";
      configurations.push({ kind, item_id: entity_id, entity_id, name: entity_id, ...read(kind, configuration) });
      return built;
    },
    dashboard(item_id: string, config: object) {
      const kind = "dashboard";
      configurations.push({ kind, item_id, entity_id: null, name: item_id, ...read(kind, { config }) });
      return built;
    },
    named(parts: Partial<NamedThings>) {
      const none = new Map();
      named = { devices: none, areas: none, floors: none, labels: none, actions: undefined, gone: none, ...parts };
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
        named,
        links,
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
  deafAt: [],
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

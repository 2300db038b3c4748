import type { Home } from "../home.ts";
import { domainOf } from "./state.ts";

/** What every Home Assistant has loaded that this home speaks of. */
const everywhere = [
  "api",
  "auth",
  "automation",
  "backup",
  "config",
  "energy",
  "history",
  "homeassistant",
  "http",
  "logbook",
  "person",
  "recorder",
  "repairs",
  "script",
  "search",
  "system_health",
  "system_log",
  "trace",
  "websocket_api",
  "zone",
];

export function componentsOf({ scenario, states }: Home): string[] {
  const domains = [...states.keys()].map(domainOf);
  const platforms = scenario.integrations.map(({ domain }) => domain);
  return [...new Set([...everywhere, ...platforms, ...domains])].sort();
}

/** Source: homeassistant/core_config.py, Config.as_dict. The home stands nowhere: a place is a person's secret. */
export function configOf(home: Home): Record<string, unknown> {
  const { scenario } = home;
  return {
    allowlist_external_dirs: [],
    allowlist_external_urls: [],
    components: componentsOf(home),
    config_dir: "/config",
    config_source: "storage",
    country: null,
    currency: "EUR",
    debug: false,
    elevation: 0,
    external_url: null,
    internal_url: null,
    language: scenario.language,
    latitude: 0,
    location_name: scenario.name,
    logging: { log_file_disabled_reason: null },
    longitude: 0,
    radius: 100,
    recovery_mode: false,
    safe_mode: false,
    state: home.coreState,
    time_zone: scenario.timezone,
    unit_system: {
      length: "km",
      accumulated_precipitation: "mm",
      area: "m²",
      mass: "g",
      pressure: "Pa",
      temperature: "°C",
      volume: "L",
      wind_speed: "m/s",
    },
    version: scenario.version,
    whitelist_external_dirs: [],
  };
}

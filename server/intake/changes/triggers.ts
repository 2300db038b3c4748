import { z } from "zod";
import type { Instant } from "#server/clock.ts";
import type { ChangeKind } from "#server/store/changes/contract.ts";
import { DEFAULT_DASHBOARD } from "./dashboards.ts";

/** What is to be read anew after an event: a kind as a whole, or only these of it. */
export type Trigger = { kind: ChangeKind; only?: string[] };

export interface Heard {
  readonly event_type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const REGISTRIES: Readonly<Record<string, ChangeKind>> = {
  entity_registry_updated: "entity",
  device_registry_updated: "device",
  area_registry_updated: "area",
  floor_registry_updated: "floor",
  label_registry_updated: "label",
  category_registry_updated: "category",
  core_config_updated: "settings",
  automation_reloaded: "automation",
  scene_reloaded: "scene",
};

const RELOADED = ["automation", "script", "scene"] as const;
const EVERYTHING_RELOADED = /^reload_(all|core_config|custom_templates)$/;

/** Source: where Core fires them; for scripts there is no event but the call. */
export function triggersOf({ event_type, data }: Heard): Trigger[] {
  if (event_type === "call_service") return afterCall(data);
  if (event_type === "lovelace_updated") return [{ kind: "dashboard", only: [pathIn(data)] }];
  if (event_type === "panels_updated") return [{ kind: "dashboard" }];
  if (!Object.hasOwn(REGISTRIES, event_type)) return [];
  const kind = REGISTRIES[event_type] as ChangeKind;
  // An automation that is deleted leaves the registry, and nothing is reloaded.
  const domain = event_type === "entity_registry_updated" ? domainIn(data) : undefined;
  return [{ kind }, ...RELOADED.filter((one) => one === domain).map((one) => ({ kind: one }))];
}

const pathIn = ({ url_path }: Heard["data"]): string => (typeof url_path === "string" ? url_path : DEFAULT_DASHBOARD);

function domainIn({ action, entity_id }: Heard["data"]): string | undefined {
  return (action === "remove" || action === "create") && typeof entity_id === "string"
    ? entity_id.split(".")[0]
    : undefined;
}

function afterCall({ domain, service, service_data }: Heard["data"]): Trigger[] {
  if (domain === "homeassistant" && typeof service === "string" && EVERYTHING_RELOADED.test(service))
    return [...RELOADED.map((kind) => ({ kind })), { kind: "settings" }];
  const kind = RELOADED.find((one) => one === domain);
  if (!kind || service !== "reload") return [];
  const id = z.object({ id: z.string() }).safeParse(service_data).data?.id;
  return kind === "automation" && id !== undefined ? [{ kind, only: [id] }] : [{ kind }];
}

const Attributes = z.object({ installed_version: z.string().nullish() });
const Installed = z.object({
  event_type: z.literal("state_changed"),
  time_fired: z.string(),
  data: z.object({
    entity_id: z.string().startsWith("update."),
    old_state: z.object({ attributes: Attributes }),
    new_state: z.object({ attributes: Attributes }),
  }),
});

/** Of states, only that another version is installed. */
export function versionIn(raw: unknown): (Trigger & { at: Instant })[] {
  if (!isOfUpdate(raw)) return [];
  const { success, data: told } = Installed.safeParse(raw);
  if (!success) return [];
  const { entity_id, old_state, new_state } = told.data;
  const [before, after] = [old_state.attributes.installed_version, new_state.attributes.installed_version];
  return after && before !== after ? [{ kind: "version", only: [entity_id], at: told.time_fired }] : [];
}

/** Asked of every event, so that it costs nothing. */
function isOfUpdate(raw: unknown): boolean {
  const { data } = (raw ?? {}) as { data?: { entity_id?: unknown } };
  return typeof data?.entity_id === "string" && data.entity_id.startsWith("update.");
}

import { z } from "zod";
import type { ConfigEntry } from "../house/config-entries.ts";
import { componentsOf, configOf } from "../house/core-config.ts";
import type { User } from "../house/users.ts";
import { CommandError, command, nothing } from "../wire/command.ts";

const EntryFilter = z.strictObject({
  type_filter: z.union([z.string(), z.array(z.string())]).optional(),
  domain: z.string().optional(),
});

export const systemCommands = [
  command({
    type: "get_config",
    input: nothing,
    run: (_input, client, id) => client.result(id, configOf(client.home)),
  }),

  command({ type: "get_panels", input: nothing, run: (_input, client, id) => client.result(id, {}) }),

  command({
    type: "manifest/list",
    input: z.strictObject({ integrations: z.array(z.string()).optional() }),
    run: ({ integrations }, client, id) =>
      client.result(id, (integrations ?? componentsOf(client.home)).map(manifestOf)),
  }),

  command({
    type: "manifest/get",
    input: z.strictObject({ integration: z.string() }),
    run({ integration }, client, id) {
      if (!componentsOf(client.home).includes(integration))
        throw new CommandError("not_found", "Integration not found");
      client.result(id, manifestOf(integration));
    },
  }),

  command({
    type: "auth/current_user",
    input: nothing,
    run: (_input, { user, result }, id) =>
      result(id, {
        id: user.id,
        name: user.name,
        is_owner: user.isOwner,
        is_admin: user.isAdmin,
        credentials: [{ auth_provider_type: "homeassistant", auth_provider_id: null }],
        mfa_modules: [],
      }),
  }),

  command({
    type: "config/auth/list",
    isForAdmin: true,
    input: nothing,
    run: (_input, client, id) => client.result(id, [...client.home.users.values()].map(userRow)),
  }),

  command({
    type: "person/list",
    input: nothing,
    run: (_input, client, id) => {
      const people = client.home.scenario.people.filter(({ entity_id }) => entity_id !== null);
      const storage = people.map((person) => ({
        id: person.id,
        name: person.name,
        user_id: person.id,
        device_trackers: [],
      }));
      client.result(id, { storage, config: [] });
    },
  }),

  command({
    type: "config_entries/get",
    input: EntryFilter,
    run: ({ domain }, client, id) =>
      client.result(
        id,
        [...client.home.configEntries.all.values()]
          .filter((entry) => domain === undefined || entry.domain === domain)
          .map(configEntryRow),
      ),
  }),

  command({
    type: "config_entries/subscribe",
    input: EntryFilter.omit({ domain: true }),
    run(_input, client, id) {
      const { configEntries } = client.home;
      client.subscribe(
        id,
        configEntries.listen((entry) => client.event(id, [{ type: "updated", entry: configEntryRow(entry) }])),
      );
      client.result(id);
      client.event(
        id,
        [...configEntries.all.values()].map((entry) => ({ type: null, entry: configEntryRow(entry) })),
      );
    },
  }),

  command({
    type: "system_health/info",
    input: nothing,
    run(_input, client, id) {
      const { scenario } = client.home;
      client.result(id);
      const info = { version: scenario.version, installation_type: "Demo", timezone: scenario.timezone };
      const recorder = { estimated_db_size: "96.00 MiB", database_engine: "sqlite" };
      client.event(id, { type: "initial", data: { homeassistant: { info }, recorder: { info: recorder } } });
      client.event(id, { type: "finish" });
      client.subscribe(id, () => {});
    },
  }),

  command({
    type: "integration/wait",
    input: z.strictObject({ domain: z.string() }),
    run: ({ domain }, client, id) =>
      client.result(id, { integration_loaded: componentsOf(client.home).includes(domain) }),
  }),

  command({
    type: "subscribe_system_state",
    isForAdmin: true,
    input: nothing,
    run(_input, client, id) {
      client.subscribe(id, () => {});
      client.result(id);
      client.event(id, {
        home_assistant_restart_dismissed: false,
        home_assistant_restart_required: false,
        home_assistant_restart_sources: [],
        host_reboot_dismissed: false,
        host_reboot_required: false,
      });
    },
  }),
];

const manifestOf = (domain: string) => ({
  domain,
  name: domain.charAt(0).toUpperCase() + domain.slice(1).replaceAll("_", " "),
  is_built_in: true,
  integration_type: "hub",
  codeowners: [],
  dependencies: [],
  documentation: `https://www.home-assistant.io/integrations/${domain}`,
  iot_class: "local_push",
});

const userRow = ({ id, name, isOwner, isAdmin, isSystem }: User) => ({
  id,
  username: isSystem ? null : name.toLowerCase(),
  name,
  is_owner: isOwner,
  is_active: true,
  local_only: false,
  system_generated: isSystem,
  group_ids: [isAdmin ? "system-admin" : "system-users"],
  credentials: isSystem ? [] : [{ type: "homeassistant" }],
});

/** Source: homeassistant/config_entries.py, ConfigEntry.as_json_fragment */
const configEntryRow = (entry: ConfigEntry) => ({
  created_at: entry.created_at,
  entry_id: entry.entry_id,
  domain: entry.domain,
  modified_at: entry.created_at,
  title: entry.title,
  source: "user",
  state: entry.state,
  supports_options: false,
  supports_remove_device: false,
  supports_unload: true,
  supports_reconfigure: false,
  supported_subentry_types: {},
  pref_disable_new_entities: false,
  pref_disable_polling: false,
  disabled_by: null,
  reason: entry.reason,
  error_reason_translation_domain: null,
  error_reason_translation_key: null,
  error_reason_translation_placeholders: null,
  num_subentries: 0,
});

import type { HomeAssistantClient } from "../world/home-assistant-client.ts";

type Row = Record<string, unknown>;

/** What Home Assistant tells now of the devices of some integrations, as its websocket says it. */
export async function snapshot({ call }: HomeAssistantClient, domains: readonly string[]) {
  const all = (await call<Row[]>({ type: "config_entries/get" })).map(undated);
  const config_entries = all.filter(({ domain }) => domains.includes(String(domain)));
  const ids = new Set(config_entries.map(({ entry_id }) => entry_id));
  const ofThem = ({ config_entry_id }: Row) => ids.has(config_entry_id);
  const entities = (await call<Row[]>({ type: "config/entity_registry/list" })).filter(ofThem).map(undated);
  const devices = (await call<Row[]>({ type: "config/device_registry/list" })).filter(ofThem).map(undated);
  const named = new Set(entities.map(({ entity_id }) => entity_id));
  const states = (await call<Row[]>({ type: "get_states" }))
    .filter(({ entity_id }) => named.has(entity_id))
    .map(({ context: _context, ...state }) => state);
  const flows = (await call<Row[]>({ type: "config_entries/flow/progress" })).filter(({ handler }) =>
    domains.includes(String(handler)),
  );
  return { at: new Date().toISOString(), config_entries, flows, entities, devices, states };
}

/** When a row was written says nothing of a home, and makes each recording another one. */
const undated = ({ created_at: _created, modified_at: _modified, ...row }: Row): Row => row;

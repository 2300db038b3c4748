import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import type { Item } from "#server/store/changes/item.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type Read, type Reader, type Source, textOr } from "./source.ts";

const Config = z.object({ config: z.record(z.string(), z.unknown()).nullable() });

/** Asked for one by one. Of what the registry still has, and nobody configures any more, Home Assistant knows nothing. */
const readerOf = (kind: "automation" | "script", idOf: (state: PresentState) => string): Reader => ({
  kind,
  called: `${kind}s`,
  async read(source, only) {
    const all = [...source.present.values()].filter(({ entityId }) => entityId.startsWith(`${kind}.`));
    const meant = only ? all.filter((state) => only.includes(idOf(state))) : all;
    const items: Item[] = [];
    for (const state of meant) {
      const config = await configOf(source, kind, state.entityId);
      const name = textOr(config?.alias, textOr(state.attributes.friendly_name, state.entityId));
      if (config) items.push({ item_id: idOf(state), entity_id: state.entityId, name, body: config });
    }
    return whole(items, only);
  },
});

export function whole(items: readonly Item[], only: readonly string[] | undefined): Read {
  if (!only) return { items, isWhole: true };
  const found = new Set(items.map(({ item_id }) => item_id));
  return { items, isWhole: false, gone: only.filter((id) => !found.has(id)) };
}

async function configOf({ link, breathe }: Source, kind: string, entityId: string) {
  try {
    return (await link.call({ type: `${kind}/config`, entity_id: entityId }, Config)).config;
  } catch (error) {
    if (error instanceof Refusal && error.code === "ha_not_found") return null;
    throw error;
  } finally {
    await breathe();
  }
}

export const automations = readerOf("automation", ({ entityId, attributes }) => textOr(attributes.id, entityId));
export const scripts = readerOf("script", ({ entityId }) => entityId);

import { config } from "home-assistant-js-websocket/dist/messages.js";
import { z } from "zod";
import type { Item } from "#server/store/changes/item.ts";
import { type Reader, type Source, textOr, unlessUnknown } from "./source.ts";

const Core = z.looseObject({ version: z.string() });
const Manifests = z.array(
  z.looseObject({
    domain: z.string(),
    name: z.string().optional(),
    version: z.string().nullish(),
    is_built_in: z.boolean().optional(),
  }),
);
/** Told by itself, with or without the Supervisor. */
const CORE = "Home Assistant Core";

/** What is installed: Home Assistant, what has an update entity, and integrations from elsewhere. Who is silent now is not uninstalled. */
export const versions: Reader = {
  kind: "version",
  called: "versions",
  async read(source, only) {
    if (only) return { items: updatable(source).filter(({ item_id }) => only.includes(item_id)), isWhole: false };
    const { version } = await source.link.call(config(), Core);
    const core = { item_id: "core", entity_id: null, name: "Home Assistant", body: { version } };
    return { items: [core, ...updatable(source), ...(await fromElsewhere(source))], isWhole: true, isReticent: true };
  },
};

function updatable({ present }: Source): Item[] {
  return [...present.values()].flatMap(({ entityId, attributes }) => {
    const { installed_version, title, friendly_name } = attributes;
    if (!entityId.startsWith("update.") || typeof installed_version !== "string" || title === CORE) return [];
    const name = textOr(friendly_name, textOr(title, entityId)).replace(/ update$/i, "");
    return [{ item_id: entityId, entity_id: entityId, name, body: { version: installed_version } }];
  });
}

async function fromElsewhere({ link }: Source): Promise<Item[]> {
  const manifests = await link.call({ type: "manifest/list" }, Manifests).catch(unlessUnknown);
  return manifests
    .filter(({ is_built_in, version }) => is_built_in === false && version)
    .map(({ domain, name, version }) => ({
      item_id: `integration/${domain}`,
      entity_id: null,
      name: `${textOr(name, domain)} (integration)`,
      body: { version },
    }));
}

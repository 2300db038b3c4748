import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import type { Item } from "#server/store/changes/item.ts";
import { whole } from "./automations.ts";
import { picked, type Reader, type Source, textOr } from "./source.ts";

/** As Home Assistant calls the dashboard that has no path of its own. */
export const DEFAULT_DASHBOARD = "lovelace";
const SETTINGS = ["title", "icon", "mode", "filename", "require_admin", "show_in_sidebar"];

const Listed = z.array(z.looseObject({ url_path: z.string(), title: z.string().optional() }));

export const dashboards: Reader = {
  kind: "dashboard",
  called: "dashboards",
  async read(source, only) {
    const listed = await source.link.call({ type: "lovelace/dashboards/list" }, Listed);
    const own = listed.some(({ url_path }) => url_path === DEFAULT_DASHBOARD);
    const all = own ? listed : [{ url_path: DEFAULT_DASHBOARD, title: "Overview" }, ...listed];
    const items: Item[] = [];
    for (const { url_path, ...settings } of all) {
      if (only && !only.includes(url_path)) continue;
      const body = { ...picked(settings, SETTINGS), config: await configOf(source, url_path) };
      items.push({ item_id: url_path, entity_id: null, name: textOr(settings.title, url_path), body });
    }
    return whole(items, only);
  },
};

/** Null where Home Assistant makes it up by itself. */
async function configOf({ link, breathe }: Source, path: string): Promise<unknown> {
  const url_path = path === DEFAULT_DASHBOARD ? null : path;
  try {
    return await link.call({ type: "lovelace/config", url_path }, z.unknown());
  } catch (error) {
    if (error instanceof Refusal && /^ha_(config_not_found|error)$/.test(error.code)) return null;
    throw error;
  } finally {
    await breathe();
  }
}

import { z } from "zod";
import type { Link } from "#server/intake/connect/link.ts";
import { Refusal } from "#server/refusal.ts";
import { linkOf } from "./at-home.ts";
import type { Message, Way } from "./channel.ts";

const DEADLINE = { deadlineSeconds: 5 };

/** Source: homeassistant/components/hassio/addon_panel.py, _register_panel */
const Panels = z.record(z.string(), z.looseObject({ url_path: z.string(), component_name: z.string() }));
const Core = z.looseObject({ external_url: z.string().nullish(), internal_url: z.string().nullish() });

export interface PageLink {
  /** Below Home Assistant, as its apps want it. */
  readonly path: string;
  /** With Home Assistant's own address, where it knows one. */
  readonly url: string | undefined;
}

const known = new WeakMap<Link, Promise<PageLink | undefined>>();

/** Where HomeOps' page opens inside Home Assistant; undefined where it has no place there, or that cannot be asked now. */
export async function pageLink(way: Way): Promise<PageLink | undefined> {
  const link = linkOf(way);
  if (!link) return undefined;
  const asked = known.get(link) ?? ask(link);
  known.set(link, asked);
  return asked;
}

/** Behind the Supervisor the page lies in a frame, which is not told what follows its path; the text says what it is about. */
export const placeOf = ({ path }: Pick<Message, "path">, page: PageLink | undefined): string | undefined =>
  page && (path ? `${page.path}#/${encodeURI(path)}` : page.path);

async function ask(link: Link): Promise<PageLink | undefined> {
  try {
    const panels = await link.call({ type: "get_panels" }, Panels, DEADLINE);
    const ours = Object.values(panels).find(
      ({ url_path, component_name }) => component_name === "app" && /^(?:[0-9a-f]{8}|local)_homeops$/.test(url_path),
    );
    if (!ours) return undefined;
    const core = await link.call({ type: "get_config" }, Core, DEADLINE);
    const base = core.external_url ?? core.internal_url;
    const path = `/${ours.url_path}`;
    return { path, url: base ? `${base.replace(/\/+$/, "")}${path}` : undefined };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    known.delete(link);
    return undefined;
  }
}

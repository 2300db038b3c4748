import { z } from "zod";
import { milliseconds } from "#server/clock.ts";
import type { Link } from "#server/intake/connect/link.ts";
import { coreBehind, intakes } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";

const FRESH_MS = milliseconds({ seconds: 30 });
const DOMAIN = "homeops";

const Entries = z.array(z.looseObject({ domain: z.string() }));
/** Source: homeassistant/components/websocket_api/commands.py, handle_manifest_get */
const Manifest = z.looseObject({ domain: z.string() });
/** Source: homeassistant/components/marketplace/websocket/__init__.py, marketplace_info */
const Marketplace = z.looseObject({ disabled_reason: z.string().nullable() });

/** `installed`: its code is there, and nobody has added it yet. `marketplace`: whether Home Assistant could install it by itself. */
export type Integration = { integration: "present" | "installed" | "absent" | "unknown"; marketplace: boolean };

const UNKNOWN: Integration = { integration: "unknown", marketplace: false };

const seen = new WeakMap<World, { at: number; last: Integration }>();

/** Inside the app: whether Home Assistant has our integration, as it was when it was last asked; asks again beside the answer. */
export function integrationIn(world: World): Integration | null {
  const { supervisor } = world.options;
  if (!supervisor) return null;
  const before = seen.get(world);
  if (before && world.clock.elapsed() - before.at < FRESH_MS) return before.last;
  const url = coreBehind(supervisor);
  const link = [...(intakes.get(world)?.connections.values() ?? [])].find(({ row }) => row.url === url)?.link;
  const now = { at: link ? world.clock.elapsed() : Number.NEGATIVE_INFINITY, last: before?.last ?? UNKNOWN };
  seen.set(world, now);
  if (link) void look(link, world, now);
  return now.last;
}

async function look(link: Link, { log }: World, now: { last: Integration }): Promise<void> {
  try {
    const entries = await link.call({ type: "config_entries/get", domain: DOMAIN }, Entries);
    const manifest = await link.call({ type: "manifest/get", integration: DOMAIN }, Manifest).catch(unlessThere);
    const marketplace = await link.call({ type: "marketplace/info" }, Marketplace).catch(unlessThere);
    const integration = entries.length > 0 ? "present" : manifest ? "installed" : "absent";
    now.last = { integration, marketplace: marketplace?.disabled_reason === null };
  } catch (error) {
    log.debug("Home Assistant did not say whether it has the integration", { error });
  }
}

/** It is not installed; older ones have no Marketplace. */
function unlessThere(error: unknown): undefined {
  if (!(error instanceof Refusal && error.code.startsWith("ha_"))) throw error;
}

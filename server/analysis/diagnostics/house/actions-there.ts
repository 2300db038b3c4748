import { z } from "zod";
import type { Link } from "#server/intake/connect/link.ts";
import { Refusal } from "#server/refusal.ts";

/** Source: homeassistant/components/websocket_api/commands.py, handle_get_services. */
const Services = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Half a megabyte in a large home, which changes rarely. */
const KEPT_MS = 10 * 60_000;
const known = new WeakMap<object, { at: number; actions: ReadonlySet<string> }>(); // by link

/** The actions that Home Assistant has, at most ten minutes ago; undefined where it does not say. `now` by any clock that runs on. */
export async function actionsThere(link: Pick<Link, "call">, now: number): Promise<ReadonlySet<string> | undefined> {
  const before = known.get(link);
  if (before && now - before.at < KEPT_MS) return before.actions;
  try {
    const told = await link.call({ type: "get_services" }, Services);
    const actions = new Set(
      Object.entries(told).flatMap(([domain, names]) => Object.keys(names).map((name) => `${domain}.${name}`)),
    );
    known.set(link, { at: now, actions });
    return actions;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

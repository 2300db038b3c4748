import { type Action, callAction } from "#server/intake/connect/call-action.ts";
import type { Link } from "#server/intake/connect/link.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import type { Delivered, Way } from "./channel.ts";

/** Home Assistant itself gives a push service ten seconds. */
const DEADLINE_SECONDS = 20;

/** What asking again does not change: there is no such action or entity, or it wants other words or other rights. */
const FINAL = new Set(["ha_not_found", "ha_invalid_format", "ha_unauthorized", "ha_service_validation_error"]);

export const linkOf = ({ world, home }: Way): Link | undefined => intakes.get(world)?.of(home)?.link;

/** Has Home Assistant do it, once. */
export async function atHome(way: Way, action: Action): Promise<Delivered> {
  const called = await callAction(linkOf(way), action, DEADLINE_SECONDS);
  if (called.outcome === "done") return { outcome: "sent" };
  if (called.outcome === "unknown") return { outcome: "unknown", why: called.why };
  return { outcome: "refused", why: called.why, isWorthAnotherTry: !FINAL.has(called.code ?? "") };
}

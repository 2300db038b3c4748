import type { EpisodeKind } from "#server/store/memory/episodes/contract.ts";
import { isAlarming } from "#server/store/memory/sentences/meaning/alarming.ts";
import type { Verb } from "#server/store/memory/sentences/words/en.ts";
import type { KnownEntity } from "../../house/known-house.ts";
import { isOfKind } from "../../meaning/kinds.ts";

export type Kind = Verb | EpisodeKind;

/** What people want to know first, the most important first; what is in none is told last. */
const TIERS: readonly ReadonlySet<Kind>[] = [
  new Set<Kind>(["problem", "unpowered", "login_refused", "backup_failed", "failed", "sounding", "alarm_pending"]),
  new Set<Kind>([
    ...(["opened", "closed", "unlocked", "locked", "arrived", "left", "arrived_at", "left_place", "rang"] as const),
    ...(["armed", "disarmed", "at_home", "away", "somebody_home", "nobody_home"] as const),
  ]),
  new Set<Kind>(["ran", "above", "below", "unavailable", "low", "hot", "cold", "disconnected", "quiet"]),
  new Set<Kind>([
    ...(["turned_on", "turned_off", "extended", "retracted", "heating", "cooling", "cleaning", "mowing"] as const),
    ...(["playing", "played", "running", "activated", "pressed", "pressed_so", "began", "event_began"] as const),
  ]),
];

const SHADES = 3;

/** 0 is what matters most. */
export function weightOf(kind: Kind, entity: KnownEntity | undefined): number {
  if (entity && isOfKind(entity, "blind")) return SHADES; // it opens, but nobody comes in
  if (isAlarming(kind as Verb)) return 0;
  const tier = TIERS.findIndex((kinds) => kinds.has(kind));
  return tier < 0 ? TIERS.length : tier;
}

/** What somebody or something was told to do is seen in what came of it. */
const CAUSES = /^(automation|script|action|voice|log|happened|noted|registry|configuration|settings|reloaded)/;
export const isCause = (kind: Kind): boolean => CAUSES.test(kind);

import { breakerOf } from "./breaker.ts";
import { capped } from "./caps.ts";
import type { Mode, WhyNot } from "./contract.ts";
import { shutGate } from "./gates.ts";
import { rateOf } from "./goes-on.ts";
import { guardedBy, isForbidden } from "./guarded.ts";
import type { Plan } from "./plan.ts";
import type { HomeRead } from "./read-home.ts";
import type { Remedy } from "./remedy.ts";
import { isSystemic, sickOf } from "./systemic.ts";
import type { Trouble } from "./ward.ts";

export interface Wish {
  readonly remedy: Remedy;
  readonly plan: Plan;
  readonly trouble: Trouble;
}

/** How far a remedy goes in a home: what somebody chose, as far as it may, and only as long as it helps. */
export function modeOf({ name, most }: Remedy, { modes, past }: Pick<HomeRead, "modes" | "past">): Mode {
  const chosen = modes.get(name);
  const mode = chosen?.mode ?? "suggest";
  if (mode === "off") return "off";
  if (most === "suggest" || !rateOf(name, past, chosen?.since ?? 0).goesOn) return "suggest";
  return mode === "act" ? most : mode;
}

/** Why nobody, also not with a person's yes, runs this now; undefined: somebody may. */
export function whyNotAsked({ remedy, plan, trouble }: Wish, read: HomeRead): WhyNot | undefined {
  const { past, now, ward } = read;
  if (modeOf(remedy, read) === "off") return "off";
  if (remedy.most === "suggest" || plan.steps.length === 0) return "suggest_only";
  if (isForbidden(plan)) return "forbidden";
  const gate = shutGate({ ...read.moment, isMaintained: false }, true);
  if (gate) return gate;
  if (remedy.of && isSystemic(sickOf(remedy.of, ward.house))) return "systemic";
  const cap = capped({ remedy: remedy.name, subject: trouble.subject.id, entities: plan.touches }, past, now);
  if (cap) return cap;
  return breakerOf(remedy.name, past, now).isOpen ? "breaker" : undefined;
}

/** Why it is not run by itself; undefined where it is. */
export function whyNotUnasked(wish: Wish, read: HomeRead): WhyNot | undefined {
  const { remedy, plan, trouble } = wish;
  const asked = whyNotAsked(wish, read);
  if (asked) return asked;
  const guarded = guardedBy(plan, read.ward);
  if (guarded) return guarded;
  const gate = shutGate({ ...read.moment, isMaintained: read.isMaintained(trouble) }, false);
  if (gate) return gate;
  const chosen = read.modes.get(remedy.name);
  if (!rateOf(remedy.name, read.past, chosen?.since ?? 0).goesOn) return "useless";
  return modeOf(remedy, read) === "act" ? undefined : "not_chosen";
}

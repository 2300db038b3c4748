import { domainOf } from "#server/domain-of.ts";
import { quoted } from "../sentences/plain.ts";
import { type Call, isVague } from "./call.ts";
import { type Fact, isGone, isState } from "./fact.ts";
import type { Around, Cause, Link } from "./link.ts";
import { happened, nameOf } from "./words.ts";

/** These say that something was done, not that something is; nothing follows them. */
const DEEDS = new Set(["automation", "script", "scene", "conversation", "button", "event"]);

/** An entity that took over another's context: a group its member's, a template or a thermostat that of what it watches. */
export function followed(node: Fact, calls: readonly Call[], around: Around): Link | undefined {
  const leader = leaderOf(node, around);
  if (!leader?.entity || !node.entity) return undefined;
  const isMember = around.house.thing(node.entity).members.includes(leader.entity);
  if (!isMember && calls.some((call) => call.at > leader.at && isVague(call))) return undefined; // the call may have meant it
  return { causes: [causeOf(node.entity, leader, isMember, around)], next: { fact: leader } };
}

function leaderOf(node: Fact, { inContext, house }: Around): Fact | undefined {
  if (!node.entity || !isState(node) || DEEDS.has(domainOf(node.entity))) return undefined;
  const { members } = house.thing(node.entity);
  const earlier = inContext.filter((it) => isLeader(it, node));
  return earlier.findLast(({ entity }) => members.includes(entity ?? "")) ?? earlier[0];
}

const isLeader = (fact: Fact, node: Fact): boolean =>
  isState(fact) &&
  fact.entity !== null &&
  fact.entity !== node.entity &&
  fact.at <= node.at &&
  !DEEDS.has(domainOf(fact.entity)) &&
  (isGone(fact.state) || !isGone(node.state));

function causeOf(entity: string, leader: Fact, isMember: boolean, { house, isCertain }: Around): Cause {
  const name = nameOf(entity, house);
  const what = happened(leader, house);
  const cause = { fact: leader, at: leader.at, entity: leader.entity ?? undefined, isCertain };
  if (isMember)
    return {
      ...cause,
      kind: "group",
      label: `its member ${nameOf(leader.entity ?? "", house)}`,
      sentence: `${name} shows its members, and ${what}.`,
    };
  const { platform } = house.thing(entity);
  const by = platform ? ` through ${quoted(platform)}` : "";
  return {
    ...cause,
    kind: "integration",
    label: nameOf(leader.entity ?? "", house),
    sentence: `${name} follows${by}, and ${what}.`,
  };
}

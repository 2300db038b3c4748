import { plain, quoted } from "../sentences/plain.ts";
import { type Call, callOf, reaches } from "./call.ts";
import { type Fact, isState } from "./fact.ts";
import { followed } from "./followed.ts";
import type { Around, Cause, Explainer, Link } from "./link.ts";
import { passage } from "./passage.ts";
import { setOff } from "./set-off.ts";
import { type Start, scriptsBehind, startsIn } from "./starts.ts";
import { asSentence, done, nameOf } from "./words.ts";

/** What the event's context tells: scenes, groups, scripts and the automation in it, then the person or the event behind. */
export const linked: Explainer = (node, around) => {
  if (!around.context) return undefined;
  const calls = callsIn(around);
  const call = callOn(node, calls, around);
  const leader = call ? undefined : followed(node, calls, around);
  if (leader) return leader;
  const passed = passage(node, call, calls, around);
  const first = passed.call ?? call;
  const starts = startsIn(around).filter((it) => it.entity !== node.entity || it.domain === "automation");
  const scripts = scriptsBehind(
    first,
    first?.at ?? node.at,
    starts.filter(({ at }) => at <= node.at),
  );
  const nearest = [...passed.causes, ...scripts.map((script) => scriptCause(script, around))];
  const automation = starts.find(({ domain, at }) => domain === "automation" && at <= node.at);
  const origin = automation ? byAutomation(automation, node, around) : byOrigin(node, { call: first, nearest }, around);
  return origin && { causes: [...nearest, ...origin.causes].map((it) => doubted(it, around)), next: origin.next };
};

/** Those that were heard, and those that only traces know. */
function callsIn({ inContext, runs }: Around): Call[] {
  const heard = inContext.flatMap((fact) => callOf(fact) ?? []);
  const traced = runs.flatMap(({ calls }) => calls);
  return [...heard, ...(heard.length > 0 ? [] : traced)].sort((one, other) => one.at.localeCompare(other.at));
}

function callOn(node: Fact, calls: readonly Call[], { house }: Around): Call | undefined {
  const { entity, at } = node;
  if (!entity || !isState(node)) return callOf(node);
  return calls.findLast((call) => call.at <= at && reaches(call, entity, house));
}

function scriptCause({ entity, at, run, fact }: Start, { house }: Around): Cause {
  const name = quoted(house.thing(entity).name);
  const sentence = `The script ${name} did it${run?.hasFailed ? ", and failed later on" : ""}.`;
  return { kind: "script", label: `the script ${name}`, sentence, entity, at, fact, run: run?.runId, isCertain: true };
}

/** An automation's own state changes when it runs: what set it off is then the nearest cause. */
function byAutomation(start: Start, node: Fact, around: Around): Link {
  const { because, causes, next } = setOff(start, around);
  if (start.entity === node.entity) return { causes, next };
  const { entity, at, run, fact } = start;
  const name = quoted(around.house.thing(entity).name);
  const sentence = `The automation ${name} ran ${because}${run?.hasFailed ? ", and failed later on" : ""}.`;
  const own: Cause = {
    kind: "automation",
    label: `the automation ${name}`,
    sentence,
    entity,
    at,
    fact,
    run: run?.runId,
    isCertain: true,
  };
  return { causes: [own, ...causes], next };
}

interface Way {
  call: Call | undefined;
  nearest: readonly Cause[];
}

function byOrigin(node: Fact, way: Way, around: Around): Link | undefined {
  const { context, ofParent, house } = around;
  if (context?.userId) return { causes: [byPerson(context.userId, node, way, around)] };
  const parent = ofParent.findLast(({ at }) => at <= node.at);
  if (parent) return { causes: [], next: { fact: parent } };
  if (way.nearest.length > 0) return { causes: [] };
  if (!way.call) return undefined;
  const sentence = `Something in Home Assistant called ${quoted(`${way.call.domain}.${way.call.service}`)} for ${nameOf(node.entity ?? "", house)}.`;
  return { causes: [{ kind: "integration", label: "Home Assistant itself", sentence, isCertain: true }] };
}

function byPerson(userId: string, node: Fact, { call, nearest }: Way, { house, inContext }: Around): Cause {
  const { name, isSystem } = house.person(userId);
  const person = plain(name);
  const isSaid = inContext.some(({ entity, at }) => entity?.startsWith("conversation.") && at <= node.at);
  const act = nearest.at(-1);
  const sentence = asSentence(isSaid ? `${person} asked the assistant` : actOf(person, node, act, house));
  const fact = call?.fact;
  const at = call?.at ?? node.at;
  if (isSystem) return { kind: "integration", label: person, sentence, fact, at, isCertain: true };
  return { kind: "person", label: person, person, sentence, fact, at, isCertain: true };
}

const STARTED: Partial<Record<Cause["kind"], string>> = { script: "started", scene: "activated", group: "switched" };

function actOf(person: string, node: Fact, act: Cause | undefined, house: Around["house"]): string {
  if (act) return `${person} ${STARTED[act.kind] ?? "started"} ${act.label}`;
  const call = callOf(node);
  if (!call) return done(person, node, house);
  const named = node.entity ? ` for ${nameOf(node.entity, house)}` : "";
  return `${person} called ${quoted(`${call.domain}.${call.service}`)}${named}`;
}

const doubted = (cause: Cause, { isCertain }: Around): Cause => ({ ...cause, isCertain: cause.isCertain && isCertain });

import { quoted } from "../sentences/plain.ts";
import { type Call, groupIn, idsIn } from "./call.ts";
import { type Fact, isState } from "./fact.ts";
import type { Around, Cause } from "./link.ts";

/** A group forwards at once, a scene as soon as it has read what it holds. */
const GROUP_MS = 2_000;
const SCENE_MS = 10_000;

/** Scenes and groups on the way to the entity, nearest first, and the call that began it. */
export interface Passage {
  causes: Cause[];
  call: Call | undefined;
}

export function passage(node: Fact, call: Call | undefined, calls: readonly Call[], around: Around): Passage {
  if (!call || !node.entity || !isState(node)) return { causes: [], call: undefined };
  const { entity } = node;
  const before = (ms: number) =>
    calls.filter((it) => it.at <= call.at && Date.parse(call.at) - Date.parse(it.at) <= ms);
  const group = before(GROUP_MS).findLast((it) => groupIn(it, entity, around.house));
  const through = group ? groupCause(groupIn(group, entity, around.house) ?? entity, group, around) : undefined;
  const scene = before(SCENE_MS).findLast((it) => it.domain === "scene" && sets(it, through?.entity ?? entity, around));
  const causes = [...(through ? [through] : []), ...(scene ? [sceneCause(scene, around)] : [])];
  return { causes, call: scene ?? group };
}

function sets(call: Call, entity: string, { house }: Around): boolean {
  const ids = idsIn(call.data);
  return ids.includes(entity) || ids.some((id) => house.thing(id).members.includes(entity));
}

function groupCause(entity: string, { at, fact }: Call, { house }: Around): Cause {
  const label = `the group ${quoted(house.thing(entity).name)}`;
  return { kind: "group", label, sentence: `It was switched through ${label}.`, entity, at, fact, isCertain: true };
}

function sceneCause({ data, at, fact }: Call, { house }: Around): Cause {
  const entity = idsIn(data).find((id) => id.startsWith("scene."));
  const label = entity ? `the scene ${quoted(house.thing(entity).name)}` : "a scene without a name";
  return { kind: "scene", label, sentence: `It is part of ${label}.`, entity, at, fact, isCertain: true };
}

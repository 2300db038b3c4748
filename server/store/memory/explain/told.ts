import { plain, quoted } from "../sentences/plain.ts";
import type { Fact, Told } from "./fact.ts";
import type { Around, Cause, Explainer, Link } from "./link.ts";
import { setOff } from "./set-off.ts";

/** What the logbook told, where neither events nor traces of the gap give a context. It leaves out scripts and groups. */
export const told: Explainer = (node, around) => {
  const { told } = node;
  if (!told) return undefined;
  const { context_event_type, context_entity_id } = told;
  if (context_event_type === "automation_triggered" && context_entity_id)
    return byAutomation(told, context_entity_id, node, around);
  const causes = [...nearest(told, around), ...person(told, around)];
  if (causes.length > 0) return { causes };
  if (!context_entity_id) return undefined;
  const name = plain(around.house.thing(context_entity_id).name);
  return {
    causes: [
      {
        kind: "integration",
        label: name,
        sentence: `It followed ${name}.`,
        entity: context_entity_id,
        isCertain: true,
      },
    ],
    next: { entity: context_entity_id, at: node.at },
  };
};

function byAutomation(told: Told, entity: string, node: Fact, around: Around): Link {
  const name = quoted(told.context_name ?? around.house.thing(entity).name);
  const trigger = { description: told.context_source ?? null };
  const start = { domain: "automation" as const, entity, at: node.at, endedAt: undefined, trigger };
  const { because, causes, next } = setOff(start, { ...around, context: asContext(told) });
  const sentence = `The automation ${name} ran ${because}.`;
  return {
    causes: [{ kind: "automation", label: `the automation ${name}`, sentence, entity, isCertain: true }, ...causes],
    next,
  };
}

const asContext = ({ context_user_id }: Told) => ({ id: "", parentId: null, userId: context_user_id ?? null });

function nearest(
  { context_event_type, context_domain, context_name, context_entity_id }: Told,
  around: Around,
): Cause[] {
  const name = context_name ?? (context_entity_id ? around.house.thing(context_entity_id).name : undefined);
  const entity = context_entity_id ?? undefined;
  if (context_event_type === "script_started") return [act("script", name, entity)];
  if (context_event_type === "call_service" && context_domain === "scene") return [act("scene", undefined, undefined)];
  if (context_event_type === "call_service" && context_domain === "script")
    return [act("script", undefined, undefined)];
  return [];
}

function act(kind: "script" | "scene", name: string | undefined, entity: string | undefined): Cause {
  const label = name ? `the ${kind} ${quoted(name)}` : `a ${kind}`;
  return { kind, label, sentence: `It was done by ${label}.`, entity, isCertain: true };
}

function person({ context_user_id, context_domain, context_service }: Told, { house }: Around): Cause[] {
  if (!context_user_id) return [];
  const { name, isSystem } = house.person(context_user_id);
  const label = plain(name);
  const what =
    context_domain && context_service ? `called ${quoted(`${context_domain}.${context_service}`)}` : "did it";
  const sentence = `${label} ${what}.`;
  return [
    isSystem
      ? { kind: "integration", label, sentence, isCertain: true }
      : { kind: "person", label, person: label, sentence, isCertain: true },
  ];
}

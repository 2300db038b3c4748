import { isPlain, textsIn } from "../../references/reference.ts";
import type { Expected } from "./expected.ts";
import { entitiesIn, type Known } from "./known.ts";
import { numberIn, secondsIn } from "./written.ts";

type Trigger = Record<string, unknown>;
type Watched = { entities: string[]; attribute?: string; forSeconds: number };

/** `trigger: state` and `trigger: numeric_state`, as far as they are written out. */
export function ofStates(trigger: Trigger, known: Known): Expected[] {
  const watched = watchedIn(trigger, known);
  if (!watched) return [];
  return (trigger.trigger ?? trigger.platform) === "state" ? becoming(trigger, watched) : crossing(trigger, watched);
}

function watchedIn(trigger: Trigger, known: Known): Watched | undefined {
  const forSeconds = trigger.for === undefined ? 0 : secondsIn(trigger.for);
  const entities = entitiesIn(textsIn(trigger.entity_id), known);
  const attribute = attributeIn(trigger);
  if (forSeconds === undefined || forSeconds < 0 || !entities || attribute === null) return undefined;
  // How long an attribute stayed the same is not told by what is remembered of it.
  if (attribute !== undefined && forSeconds > 0) return undefined;
  return { entities, forSeconds, ...(attribute !== undefined && { attribute }) };
}

/** Null: something that is not written out. */
function attributeIn({ attribute, value_template }: Trigger): string | undefined | null {
  if (value_template === undefined) return attribute === undefined || typeof attribute === "string" ? attribute : null;
  if (attribute !== undefined || typeof value_template !== "string") return null;
  return (
    /^\s*\{\{\s*state\.attributes\.([a-z_][a-z0-9_]*)(?:\s*\|\s*float)?\s*\}\}\s*$/.exec(value_template)?.[1] ?? null
  );
}

function becoming(trigger: Trigger, watched: Watched): Expected[] {
  const write = watched.attribute === undefined ? asState : asJson;
  const [from, to, notFrom, notTo] = ["from", "to", "not_from", "not_to"].map((key) => valuesIn(trigger[key], write));
  if (from === null || to === null || notFrom === null || notTo === null) return [];
  if (watched.attribute !== undefined && (notFrom ?? notTo) !== undefined) return [];
  return [
    {
      kind: "state",
      ...watched,
      ...(from && { from }),
      ...(to && { to }),
      ...(notFrom && { notFrom }),
      ...(notTo && { notTo }),
    },
  ];
}

const asState = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const asJson = (value: unknown): string | undefined => (isPlain(value) ? undefined : JSON.stringify(value));

/** Undefined: any; null: something that is not written out. */
function valuesIn(value: unknown, write: (one: unknown) => string | undefined): string[] | undefined | null {
  if (value === undefined || value === null) return undefined;
  const all = (Array.isArray(value) ? value : [value]).flatMap((one) => write(one) ?? []);
  return all.length > 0 && all.length === (Array.isArray(value) ? value.length : 1) ? all : null;
}

function crossing({ above, below }: Trigger, watched: Watched): Expected[] {
  const [over, under] = [numberIn(above), numberIn(below)];
  if ((above !== undefined && over === undefined) || (below !== undefined && under === undefined)) return [];
  if (over === undefined && under === undefined) return [];
  return [
    {
      kind: "number",
      ...watched,
      ...(over !== undefined && { above: over }),
      ...(under !== undefined && { below: under }),
    },
  ];
}

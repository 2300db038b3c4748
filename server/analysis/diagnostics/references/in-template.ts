import { isEntityId, isRegistryId, type Named, type Reference } from "./reference.ts";
import { isTemplate, type Token, templateTokens } from "./template-tokens.ts";

/** Functions and filters of homeassistant/helpers/template whose first argument is an entity id. */
const OF_ENTITIES = new Set([
  ...["states", "state_attr", "is_state", "is_state_attr", "state_translated", "expand", "is_hidden_entity"],
  ...["device_id", "area_id", "area_name", "floor_id", "floor_name", "device_attr", "is_device_attr", "labels"],
]);
/** Those whose first argument is an area, floor or label, by id or name. */
const OF_PLACES: Readonly<Record<string, "area" | "floor" | "label">> = {
  ...{ area_entities: "area", area_devices: "area", floor_areas: "floor", floor_entities: "floor" },
  ...{ label_entities: "label", label_devices: "label", label_areas: "label" },
};
const ASKING = new Set(["has_value"]);
const ABSENT = new Set(["unavailable", "unknown", "none", "None", "null", "undefined"]);
const CONVERTING = new Set(["float", "int", "bool", "as_datetime", "as_timestamp", "iif"]);
const NAMING = new Set(["set", "macro", "for", "import", "as"]);
const NOTHING: Named = { references: [], guarded: new Set() };

/**
 * What a template surely looks up: an id written out where a function of Home Assistant takes one, not put together, chosen or
 * handed on. What it asks for first, or has a default for, is guarded.
 */
export function inTemplate(template: string, path: string): Named {
  if (!isTemplate(template)) return NOTHING;
  const tokens = templateTokens(template);
  if (namesAnew(tokens)) return NOTHING;
  const guarded = new Set<string>();
  const references: Reference[] = [];
  const isCareful = tokens.some((token, at) => isFallback(tokens, token, at));
  for (const block of blocksOf(tokens)) {
    const hasDefault = block.some((token, at) => isDefault(block, token, at));
    for (const [at, token] of block.entries()) {
      const found = referenceAt(block, token, at);
      const asked = askedAt(block, token, at);
      if (asked) guarded.add(asked);
      if (!found) continue;
      if (hasDefault) guarded.add(found.id);
      references.push({ ...found, path, ...(isCareful && { hasFallback: true }) });
    }
  }
  return { references, guarded };
}

const is = (token: Token | undefined, kind: Token["kind"], ...texts: string[]): boolean =>
  token?.kind === kind && (texts.length === 0 || texts.includes(token.text));

/** A template that calls something of its own by the name of a function means that. */
const namesAnew = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ kind, text }, at) =>
      kind === "name" &&
      (OF_ENTITIES.has(text) || ASKING.has(text) || text in OF_PLACES) &&
      NAMING.has(tokens[at - 1]?.text ?? ""),
  );

function* blocksOf(tokens: readonly Token[]): Generator<Token[]> {
  let block: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== "edge") block.push(token);
    else if (block.length > 0) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}

function referenceAt(block: readonly Token[], token: Token, at: number): Omit<Reference, "path"> | undefined {
  if (token.kind === "name") return chained(block, token, at);
  if (token.kind !== "text") return undefined;
  const caller = callerOf(block, at);
  if (caller === undefined) return undefined;
  const place = Object.hasOwn(OF_PLACES, caller) ? OF_PLACES[caller] : undefined;
  if (place && token.text !== "" && !isEntityId(token.text)) return { what: place, id: token.text };
  if (!OF_ENTITIES.has(caller)) return undefined;
  if (isEntityId(token.text)) return { what: "entity", id: token.text };
  return isRegistryId(token.text) && caller.startsWith("device_") ? { what: "device", id: token.text } : undefined;
}

/** f('x') and f('x', …), 'x' | f, states['x']: the name of what takes the text as its first argument. */
function callerOf(block: readonly Token[], at: number): string | undefined {
  const [two, one, next, then] = [block[at - 2], block[at - 1], block[at + 1], block[at + 2]];
  if (is(next, "sign", "|") && then?.kind === "name")
    return one === undefined || is(one, "sign", "(", "=", ",") || is(one, "name") ? then.text : undefined;
  const isCalled = is(one, "sign", "(") && is(next, "sign", ")", ",");
  const isTaken = is(one, "sign", "[") && is(next, "sign", "]") && is(two, "name", "states");
  if (!(isCalled || isTaken) || two?.kind !== "name" || is(block[at - 3], "sign", ".", "|")) return undefined;
  return two.text;
}

/** states.light.hall */
function chained(block: readonly Token[], { text }: Token, at: number): Omit<Reference, "path"> | undefined {
  const [before, dot, domain, point, object, next] = [-1, 1, 2, 3, 4, 5].map((step) => block[at + step]);
  if (text !== "states" || is(before, "sign", ".", "|") || !is(dot, "sign", ".") || !is(point, "sign", ".")) return;
  if (domain?.kind !== "name" || object?.kind !== "name" || is(next, "sign", "(")) return undefined;
  const id = `${domain.text}.${object.text}`;
  return isEntityId(id) ? { what: "entity", id } : undefined;
}

/** has_value('x'), is_state('x', 'unavailable'), 'x' in states…, states.a.x is …: whoever asks so knows that it may be missing. */
function askedAt(block: readonly Token[], token: Token, at: number): string | undefined {
  if (token.kind === "text" && isEntityId(token.text)) {
    const caller = callerOf(block, at);
    if (caller !== undefined && ASKING.has(caller)) return token.text;
    if (is(block[at + 1], "sign", ",") && ABSENT.has(block[at + 2]?.text ?? "")) return token.text;
    return is(block[at + 1], "name", "in", "not") ? token.text : undefined;
  }
  const found = token.kind === "name" ? chained(block, token, at) : undefined;
  return found && is(block[at + 5], "name", "is") ? found.id : undefined;
}

const isDefault = (block: readonly Token[], { kind, text }: Token, at: number): boolean =>
  kind === "name" &&
  ((["default", "d"].includes(text) && is(block[at - 1], "sign", "|")) ||
    (["defined", "undefined"].includes(text) && is(block[at - 1], "name", "is", "not")));

const isFallback = (tokens: readonly Token[], { kind, text }: Token, at: number): boolean =>
  ((kind === "text" || kind === "name") && ABSENT.has(text)) ||
  (kind === "name" && CONVERTING.has(text) && is(tokens[at + 1], "sign", "(") && !is(tokens[at + 2], "sign", ")"));

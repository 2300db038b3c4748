import type { KnownEntity } from "../house/known-house.ts";
import { domainOf, isOfKind, type Kind } from "./kinds.ts";
import type { Lexicon } from "./lexicon.ts";
import { fitting, type Mentioned, type Scored } from "./mention.ts";

/** Which things are meant. */
export type Subject =
  | { kind: "nothing" }
  | {
      kind: "these";
      entities: readonly KnownEntity[];
      isGroup: boolean;
      /** Who did it, where only one's deeds are asked for. */
      by?: KnownEntity;
    }
  | { kind: "unclear"; options: readonly KnownEntity[] }
  | { kind: "unknown"; words: readonly string[] };

interface Wanted {
  readonly mention: readonly Mentioned[];
  /** The question speaks of several, or of any. */
  readonly isGroup: boolean;
  /** And yet of one thing, where one alone bears the whole name. */
  readonly isOneIfNamed?: boolean;
  /** Whether it could be true of the entity at all. */
  isPossible(entity: KnownEntity): boolean;
  /** Preferred where several could be meant. */
  prefers?(entity: KnownEntity): boolean;
}

/** As good as the best. */
const CLOSE = 0.3;
/** They are told of, and seldom meant. */
const BEHIND_THE_SCENES = [
  "automation",
  "script",
  "scene",
  "update",
  "button",
  "number",
  "select",
  "text",
  "conversation",
  "tts",
  "stt",
  "zone",
  "input_button",
];

export function subjectOf(lexicon: Lexicon, wanted: Wanted): Subject {
  const { mention, isGroup } = wanted;
  if (mention.length === 0) return { kind: "nothing" };
  const all = lexicon.terms.map((term) => fitting(term, mention)).filter((one) => one !== undefined);
  if (all.length === 0) return { kind: "unknown", words: unknownIn(lexicon, mention) };
  const possible = all.filter(({ term }) => wanted.isPossible(term.entity));
  if (possible.length === 0) return { kind: "unknown", words: [] };
  const known = plain(possible, mention);
  if (known.length === 0) return { kind: "unknown", words: [] };
  const [named, another] = wanted.isOneIfNamed ? known.filter(({ isWhole }) => isWhole) : [];
  if (named && !another) return these([named.term.entity], false);
  if (isGroup)
    return these(
      ofItsKind(known, mention).map(({ term }) => term.entity),
      true,
    );
  return anyOfMany(known, wanted) ?? closest(known, wanted);
}

/** Homes have many of them, and "the door" may be any, although one is called "Door" and no more. */
const PLENTIFUL: readonly Kind[] = ["door", "window", "light", "outlet", "switch", "motion", "blind"];

function anyOfMany(scored: readonly Scored[], { mention, prefers }: Wanted): Subject | undefined {
  const [noun, ...more] = mention;
  const kind = noun?.kinds.find((one) => PLENTIFUL.includes(one));
  if (!kind || more.length > 0) return undefined;
  const all = scored.map(({ term }) => term.entity).filter((entity) => isOfKind(entity, kind));
  const left = narrowed(all, prefers);
  return left.length > 1 ? { kind: "unclear", options: left } : undefined;
}

const these = (entities: readonly KnownEntity[], isGroup: boolean): Subject => ({ kind: "these", entities, isGroup });

function closest(scored: readonly Scored[], { prefers }: Wanted): Subject {
  const best = Math.max(...scored.map(({ score }) => score));
  const close = scored.filter(({ score }) => score >= best - CLOSE);
  const whole = close.filter(({ isWhole }) => isWhole);
  const all = (whole.length > 0 ? whole : close).map(({ term }) => term.entity);
  const left = narrowed(all, prefers);
  return left.length === 1 ? these(left, false) : { kind: "unclear", options: left };
}

function narrowed(all: readonly KnownEntity[], prefers: Wanted["prefers"]): readonly KnownEntity[] {
  if (all.length <= 1) return all;
  const left = prefers && all.some(prefers) ? all.filter(prefers) : [...all];
  return left.length > 1 ? sensed(withoutDiagnostics(left)) : left;
}

/** Of a gate and the contact at it, both called so, the contact has seen it. */
function sensed(entities: KnownEntity[]): KnownEntity[] {
  const names = new Set(entities.map(({ name, area_id }) => `${name.toLowerCase()} ${area_id}`));
  const contacts = entities.filter((entity) => domainOf(entity) === "binary_sensor");
  return names.size === 1 && contacts.length === 1 ? contacts : entities;
}

const withoutDiagnostics = (entities: readonly KnownEntity[]): KnownEntity[] => {
  const plain = entities.filter(({ category }) => category === null);
  return plain.length > 0 ? plain : [...entities];
};

/** Automations and the like only where they are asked for, or are called by their whole name. */
function plain(scored: readonly Scored[], mention: readonly Mentioned[]): readonly Scored[] {
  const isAsked = ({ term }: Scored) => mention.some(({ kinds }) => kinds.some((kind) => isOfKind(term.entity, kind)));
  const seen = scored.filter((one) => isAsked(one) || !BEHIND_THE_SCENES.includes(domainOf(one.term.entity)));
  return seen.length > 0 ? seen : scored.filter(({ isWhole }) => isWhole);
}

/** "the lights": those that are lights, or are called so. */
function ofItsKind(scored: readonly Scored[], mention: readonly Mentioned[]): readonly Scored[] {
  const kinds = mention.flatMap(({ kinds }) => kinds);
  if (kinds.length === 0) return scored;
  const nouns = new Set(mention.filter(({ kinds: of }) => of.length > 0).map(({ stem }) => stem));
  const isIt = ({ term }: Scored) =>
    kinds.some((kind) => isOfKind(term.entity, kind)) ||
    (term.name.at(-1) !== undefined && nouns.has(term.name.at(-1) ?? "") && domainOf(term.entity) !== "sensor");
  const those = scored.filter(isIt);
  return those.length > 0 ? those : scored;
}

/** Words that fit nothing in this home at all; where each fits something, all of them together do not. */
function unknownIn(lexicon: Lexicon, mention: readonly Mentioned[]): string[] {
  const strangers = mention.filter((one) => !lexicon.terms.some((term) => fitting(term, [one])));
  return (strangers.length > 0 ? strangers : mention).map(({ stem }) => stem);
}

export const kindsIn = (mention: readonly Mentioned[]): readonly Kind[] => mention.flatMap(({ kinds }) => kinds);

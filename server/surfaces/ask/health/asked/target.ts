import type { KnownEntity } from "../../house/known-house.ts";
import type { Language } from "../../language/language.ts";
import { domainOf, type Kind } from "../../meaning/kinds.ts";
import type { Lexicon, Term } from "../../meaning/lexicon.ts";
import { fitting, type Mentioned } from "../../meaning/mention.ts";
import type { Ground } from "../../meaning/understand.ts";
import { isOfTheHouse } from "../../meaning/vocabulary.ts";
import { asCompounds } from "../../words/compounds.ts";
import { matchAt } from "../../words/pattern.ts";
import type { Token } from "../../words/tokens.ts";
import { respelled } from "../../words/written.ts";

/** A device with what it shows, or what has no device. */
export interface Thing {
  readonly name: string;
  readonly device_id: string | null;
  readonly entities: readonly KnownEntity[];
}

/** What a question after health is about. */
export type Target =
  | { kind: "home" }
  | { kind: "place"; name: string; areas: readonly string[] }
  | { kind: "thing"; thing: Thing; among: readonly Thing[] }
  | { kind: "unclear"; options: readonly Thing[]; said: readonly Token[] }
  | { kind: "unknown"; words: readonly string[] };

interface Wanted {
  readonly takes: string;
  readonly isAsideOf: { isAside(text: string): boolean; isMaybe(text: string): boolean };
}

/** As good as the best. */
const CLOSE = 0.3;

/** What the words name that say nothing else; undefined where they say something that is no name here. */
export function targetOf(tokens: readonly Token[], ground: Ground, { takes, isAsideOf }: Wanted): Target | undefined {
  const words = spelledHere(tokens, ground);
  const named = words.filter(({ text }) => !isAsideOf.isAside(text));
  if (named.every(({ text }) => isAsideOf.isMaybe(text))) return { kind: "home" };
  const strict = words.filter(({ text }) => !isAsideOf.isMaybe(text));
  for (const said of strict.length < named.length ? [named, strict] : [named]) {
    const found = foundFor(said, ground, takes);
    if (found) return found;
  }
  if (takes === "nothing" || takes === "automation") return undefined;
  return { kind: "unknown", words: strict.map(({ text }) => text) };
}

function foundFor(said: readonly Token[], ground: Ground, takes: string): Target | undefined {
  const place = takes.includes("place") ? placeOf(said, ground) : undefined;
  if (place) return place;
  return takes === "place" || takes === "nothing" ? undefined : thingOf(said, ground, takes);
}

function spelledHere(tokens: readonly Token[], { language, lexicon }: Ground): readonly Token[] {
  const fillers = new Set([...language.fillers, ...language.health.asked.beside]);
  const ofTheHouse = (word: string) => isOfTheHouse(word, lexicon);
  const isKnown = (word: string) => fillers.has(word);
  const written = respelled(tokens, language, (word) => isKnown(word) || ofTheHouse(word));
  const { headOf } = lexicon;
  return asCompounds(written, {
    links: language.links,
    headOf,
    isKnown,
    isOfTheHouse: ofTheHouse,
    isTime: () => false,
  });
}

/** A room or a floor by its whole name. */
function placeOf(said: readonly Token[], { lexicon }: Ground): Target | undefined {
  const stems = said.map(({ text }) => lexicon.stem(text));
  const isIt = (names: readonly (readonly string[])[]) =>
    names.some((words) => words.length === stems.length && words.every((word) => stems.includes(word)));
  for (const part of ["area", "floor"] as const) {
    const areas = [...new Set(lexicon.terms.filter((term) => isIt(term[part])).map(({ entity }) => entity.area_id))];
    const ids = areas.filter((id) => id !== null);
    if (ids.length > 0) return { kind: "place", name: said.map(({ text }) => text).join(" "), areas: ids };
  }
  return undefined;
}

function thingOf(said: readonly Token[], { lexicon, language }: Ground, takes: string): Target | undefined {
  const mention = mentionOf(said, lexicon, language);
  if (mention.length === 0) return undefined;
  const wants = (entity: KnownEntity) => (domainOf(entity) === "automation") === (takes === "automation");
  const scored = lexicon.terms
    .filter(({ entity }) => wants(entity) && domainOf(entity) !== "person" && domainOf(entity) !== "zone")
    .flatMap((term) => {
      const it = fitting(term, mention);
      return it ? [{ term, score: it.score + (isNamedWhole(term, mention) ? 1 : 0) }] : [];
    });
  const best = Math.max(...scored.map(({ score }) => score));
  const things = thingsIn(
    scored.filter(({ score }) => score >= best - CLOSE).map(({ term }) => term),
    lexicon,
  );
  const [thing, another] = things;
  if (!thing) return undefined;
  return another
    ? { kind: "unclear", options: things, said }
    : {
        kind: "thing",
        thing,
        among: thingsIn(
          scored.map(({ term }) => term),
          lexicon,
        ),
      };
}

/** No word of its device's name was left out. */
const isNamedWhole = ({ device, name }: Term, mention: readonly Mentioned[]): boolean =>
  [device, name].some((words) => words.length > 0 && words.every((word) => mention.some(({ stem }) => stem === word)));

function thingsIn(terms: readonly Term[], { terms: all }: Lexicon): Thing[] {
  const byDevice = Map.groupBy(terms, ({ entity }) => entity.device_id ?? entity.entity_id);
  return [...byDevice.values()].flatMap((own): Thing[] => {
    const [first] = own;
    if (!first) return [];
    const { device_id, device, name } = first.entity;
    if (device_id === null) return [{ name, device_id, entities: [first.entity] }];
    const entities = all.filter(({ entity }) => entity.device_id === device_id).map(({ entity }) => entity);
    return [{ name: device ?? name, device_id, entities }];
  });
}

function mentionOf(said: readonly Token[], { stem, headOf }: Lexicon, { kinds }: Language): Mentioned[] {
  const stems = said.map((token) => ({ ...token, text: stem(token.text) }));
  const kindsAt = (at: number): Kind[] =>
    (Object.keys(kinds) as Kind[]).filter((kind) =>
      kinds[kind].some((phrase) =>
        [said, stems].some((words) =>
          words.some((_, start) => start <= at && at < (matchAt(phrase, words, start)?.end ?? 0)),
        ),
      ),
    );
  return said.map(({ text }, at) => {
    const head = headOf(text);
    return { stem: stem(text), kinds: kindsAt(at), head: head && stem(head) };
  });
}

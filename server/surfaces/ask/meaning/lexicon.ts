import type { KnownEntity, KnownHouse } from "../house/known-house.ts";
import type { Language } from "../language/language.ts";
import { firstParts, headAmong } from "../words/compounds.ts";
import { stemmed } from "../words/stem.ts";
import { wordsOf } from "../words/tokens.ts";
import { lettered } from "../words/written.ts";
import { domainOf } from "./kinds.ts";

/** An entity with the words by which it may be meant; all of them stems. */
export interface Term {
  readonly entity: KnownEntity;
  readonly name: readonly string[];
  readonly aliases: readonly (readonly string[])[];
  /** Its name in other words of the language. */
  readonly synonyms: readonly (readonly string[])[];
  readonly device: readonly string[];
  /** Of what its name is compounded: "Keller" and "Licht". */
  readonly parts: readonly string[];
  /** Of its area and that area's aliases. */
  readonly area: readonly (readonly string[])[];
  readonly floor: readonly (readonly string[])[];
  /** Of its entity id. */
  readonly id: readonly string[];
}

export interface Lexicon {
  readonly terms: readonly Term[];
  /** Whole names of two words and more, which nothing else may take apart; the longest first. */
  readonly names: readonly (readonly string[])[];
  /** Where people may be, the home aside; the longest name first. */
  readonly zones: readonly Zone[];
  stem(word: string): string;
  /** The noun that a compound ends with. */
  headOf(word: string): string | undefined;
}

export interface Zone {
  /** As a person's state says it. */
  readonly name: string;
  readonly words: readonly string[];
}

const made = new WeakMap<KnownHouse, Map<string, Lexicon>>(); // of each house by language

export function lexiconOf(house: KnownHouse, language: Language): Lexicon {
  const all = made.get(house) ?? new Map<string, Lexicon>();
  made.set(house, all);
  const lexicon = all.get(language.code) ?? newLexicon(house, language);
  all.set(language.code, lexicon);
  return lexicon;
}

function newLexicon(house: KnownHouse, language: Language): Lexicon {
  const stem = (word: string) => stemmed(lettered(word, language.letters), language.endings);
  const headOf = headAmong(headsOf(language, stem), stem);
  const stems = (name: string) => wordsOf(name).map(stem);
  const groups = language.synonyms.map((group) => group.map(stems));
  const byHeight = (level: number | null): readonly string[] =>
    level === null ? [] : language.floors[level > 0 ? "above" : level < 0 ? "below" : "ground"];
  const named = new Map(
    house.places.map(({ id, kind, name, aliases, level }) => [
      `${kind} ${id}`,
      [name, ...aliases, ...(kind === "floor" ? byHeight(level) : [])].map(stems),
    ]),
  );
  const floorOf = new Map(house.places.filter(({ kind }) => kind === "area").map(({ id, floor_id }) => [id, floor_id]));
  const terms = house.entities
    .filter(({ is_hidden }) => !is_hidden)
    .map(
      (entity): Term => ({
        entity,
        synonyms: otherwise([entity.name, entity.device ?? "", ...entity.aliases].map(stems), groups),
        name: stems(entity.name),
        aliases: entity.aliases.map(stems),
        device: stems(entity.device ?? ""),
        parts: wordsOf(entity.name).flatMap((written) => {
          const word = lettered(written, language.letters);
          const head = headOf(word);
          return head === undefined ? [] : [...firstParts(word, head, language.links), head].map(stem);
        }),
        area: named.get(`area ${entity.area_id}`) ?? [],
        floor: named.get(`floor ${floorOf.get(entity.area_id ?? "")}`) ?? [],
        id: stems((entity.entity_id.split(".")[1] ?? "").replaceAll("_", " ")),
      }),
    );
  const names = [
    ...terms.flatMap(({ name, aliases, synonyms, device }) => [name, ...aliases, ...synonyms, device]),
    ...[...named.values()].flat(),
  ];
  return {
    terms,
    names: distinct(names.filter(({ length }) => length > 1)).sort((one, other) => other.length - one.length),
    zones: house.entities
      .filter(({ entity_id }) => domainOf({ entity_id }) === "zone" && entity_id !== "zone.home")
      .map(({ name }) => ({ name, words: stems(name) }))
      .sort((one, other) => other.words.length - one.words.length),
    stem,
    headOf,
  };
}

/** Nouns that compounds of a language end with, the longest first. */
const headsOf = ({ kinds, links }: Language, stem: (word: string) => string): string[] =>
  links.length === 0
    ? []
    : [
        ...new Set(
          Object.values(kinds)
            .flat()
            .filter((noun) => /^\p{L}{3,}$/u.test(noun))
            .map(stem),
        ),
      ].sort((one, other) => other.length - one.length);

type Words = readonly string[];

/** "Washer power" is the power of the washing machine as well. */
function otherwise(names: readonly Words[], groups: readonly (readonly Words[])[]): Words[] {
  return names.flatMap((name) =>
    groups.flatMap((group) =>
      group.flatMap((words) => {
        const at = placeOf(words, name);
        if (at < 0) return [];
        const rest = [name.slice(0, at), name.slice(at + words.length)] as const;
        return group.filter((one) => one !== words).map((one) => [...rest[0], ...one, ...rest[1]]);
      }),
    ),
  );
}

const placeOf = (words: Words, name: Words): number =>
  name.findIndex((_, start) => words.every((word, i) => name[start + i] === word));

const distinct = (names: readonly (readonly string[])[]): (readonly string[])[] => [
  ...new Map(names.map((name) => [name.join(" "), name])).values(),
];

import type { KnownEntity } from "../house/known-house.ts";
import { isNear } from "../words/near.ts";
import { domainOf, isOfKind, type Kind } from "./kinds.ts";
import type { Term } from "./lexicon.ts";

/** What a question says about a thing: a word, or a noun for a kind of things. */
export interface Mentioned {
  readonly stem: string;
  readonly kinds: readonly Kind[];
  /** The noun that it ends with, where it is a compound. */
  readonly head?: string | undefined;
}

export interface Scored {
  readonly term: Term;
  readonly score: number;
  /** No word of its name was left unsaid. */
  readonly isWhole: boolean;
}

const IN_NAME = 3;
const IN_COMPOUND = 2.4;
const OF_KIND = 2;
const CALLED_SO = 2.2;
const BY_THE_WAY = 1.8;
const OF_DEVICE = 2.2;
const IN_OTHER_WORDS = 1.9;
const IN_AREA = 1.8;
const ON_FLOOR = 1.6;
const IN_ID = 1;
const MISSPELT = 0.8;

/** How well the mention fits; undefined where a word of it says nothing about the entity. */
export function fitting(term: Term, mention: readonly Mentioned[]): Scored | undefined {
  const unsaid = Math.min(
    ...[term.name, ...term.aliases, ...term.synonyms].map((name) => unsaidOf(name, term, mention)),
  );
  const isWhole = unsaid === 0;
  let score = 0;
  for (const [at, word] of mention.entries()) {
    const isSaidAgain = mention.some(({ stem }, before) => before < at && stem === word.stem);
    const weight = isSaidAgain ? againOf(word, term) : weightOf(word, term, isWhole);
    if (weight === 0) return undefined;
    score += weight;
  }
  return { term, score, isWhole };
}

function weightOf({ stem, kinds, head }: Mentioned, term: Term, isWhole: boolean): number {
  const { entity, name, aliases, synonyms, device, parts, area, floor, id } = term;
  const exactly = (words: readonly string[]) => words.includes(stem);
  const isOfIt = kinds.some((kind) => isOfKind(entity, kind));
  // "the lounge light" is the lounge's lamp as well as its ceiling light: that one is called so says little.
  if (isOfIt && !isWhole && kinds.includes("light"))
    return exactly(name) ? CALLED_SO : isByTheWay(entity, kinds) ? BY_THE_WAY : OF_KIND;
  if (exactly(name) || aliases.some(exactly)) return IN_NAME;
  if (exactly(parts)) return IN_COMPOUND;
  if (isOfIt) return isByTheWay(entity, kinds) ? BY_THE_WAY : OF_KIND;
  if (exactly(device)) return OF_DEVICE;
  if (area.some(exactly)) return IN_AREA;
  if (synonyms.some(exactly)) return IN_OTHER_WORDS;
  if (floor.some(exactly)) return ON_FLOOR;
  if (exactly(id)) return IN_ID;
  const nearly = (words: readonly string[]) => kinds.length === 0 && words.some((word) => isMisspelt(stem, word, head));
  if (nearly(name) || aliases.some(nearly)) return IN_NAME * MISSPELT;
  if (area.some(nearly)) return IN_AREA * MISSPELT;
  return nearly(device) ? OF_DEVICE * MISSPELT : 0;
}

/** A "Gartentor" is no "Garagentor" with two letters wrong: what stands before the noun must be near by itself. */
function isMisspelt(said: string, word: string, head: string | undefined): boolean {
  if (head === undefined || !word.endsWith(head)) return isNear(said, word);
  return isNear(said.slice(0, -head.length), word.slice(0, -head.length));
}

/** A lock is a door only where no door is. */
const isByTheWay = (entity: KnownEntity, kinds: readonly Kind[]): boolean =>
  domainOf(entity) === "lock" && !kinds.includes("lock");

/** "the office lamp in the office": said again, a word of the name tells where it is. */
const againOf = ({ stem }: Mentioned, { name, area }: Term): number =>
  area.some((words) => words.includes(stem)) ? IN_AREA : name.includes(stem) ? IN_ID : 0;

/** Words of the name that the mention leaves out, save those that its area says as well where the area is named. */
function unsaidOf(name: readonly string[], { area }: Term, mention: readonly Mentioned[]): number {
  const isSaid = (word: string) => mention.some(({ stem }) => stem === word || isNear(stem, word));
  const ofArea = area.flat();
  const isInArea = mention.some(({ stem }) => ofArea.includes(stem));
  return name.filter((word) => !isSaid(word) && !(isInArea && ofArea.includes(word))).length;
}

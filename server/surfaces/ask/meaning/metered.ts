import type { KnownEntity } from "../house/known-house.ts";
import { wordsOf } from "../words/tokens.ts";
import { isOfKind } from "./kinds.ts";
import type { Said } from "./read-question.ts";
import type { Ground } from "./understand.ts";

/** Of several meters the one that counts for all of the home, by its name: a car's has the car's name. */
export function ofTheHousehold(meters: readonly KnownEntity[], { lexicon, language }: Ground): readonly KnownEntity[] {
  const common = new Set(language.household.map(lexicon.stem));
  const left = meters.filter(({ name }) => wordsOf(name).every((word) => common.has(lexicon.stem(word))));
  return left.length === 1 ? left : meters;
}

/** Of the meters of a home, those that count what is asked for: what was used, or what the sun gave. */
export function metersFor({ cues }: Pick<Said, "cues">, { lexicon, language }: Ground) {
  const produces = new Set(language.producing.map(lexicon.stem));
  const isProducing = ({ name, aliases }: KnownEntity) =>
    [name, ...aliases].flatMap(wordsOf).some((word) => produces.has(lexicon.stem(word)));
  return (entity: KnownEntity): boolean => isOfKind(entity, "energy") && isProducing(entity) === cues.has("produced");
}

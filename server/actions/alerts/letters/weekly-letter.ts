import type { World } from "#server/world.ts";
import type { Letter } from "./contract.ts";
import { letterOf } from "./letter-of.ts";
import type { Language } from "./words.ts";

type To = { home: number; personId: string; language: Language };

/** The week until now, as it is sent to a person: no more than that person may see. */
export const weeklyLetter = (world: World, { home, personId, language }: To): Promise<Letter> =>
  letterOf({ world, home, db: world.db.as(personId), asker: { kind: "person", personId } }, { language });

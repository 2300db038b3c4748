import type { Queries } from "#db/database.ts";
import type { World } from "./world.ts";

type Language = "en" | "de";

/** A plan that waits for the yes of somebody who administers the home. */
export interface Offer {
  readonly offer: number;
  readonly finding: number;
}

/** What the room that mends offers, for the room that reaches people: neither knows the other. */
export interface Offers {
  standing(home: number): Promise<readonly Offer[]>;
  /** The same one, or where its ten minutes are nearly over one that was planned anew; undefined: there is nothing to say yes to any more. */
  renewed(home: number, offer: number): Promise<number | undefined>;
  /** As whoever asks through `tx` may see what it is about; undefined where that is not at all. */
  said(tx: Queries, it: Asked & { language: Language }): Promise<Told | undefined>;
  /** Takes a yes, once, for just this plan, and has it done. @throws Refusal why it is not */
  yes(it: Asked & { person: string; language: Language }): Promise<void>;
  /** What came of a yes; undefined as `said`. */
  outcome(tx: Queries, it: Asked & { language: Language }): Promise<Told | undefined>;
  /** It is left as it is; the finding stands. */
  no(it: Asked): Promise<void>;
}

type Asked = { home: number; offer: number };
type Told = { finding: number; title: string; text: string };

const told = new WeakMap<World["db"], Offers>(); // by database

export const tellOffers = ({ db }: Pick<World, "db">, offers: Offers): void => void told.set(db, offers);
export const offersOf = ({ db }: Pick<World, "db">): Offers | undefined => told.get(db);

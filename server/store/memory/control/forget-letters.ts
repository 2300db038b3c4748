import { type ForgetParts, type Forgetting, mentions } from "#server/forgetter.ts";
import { toMicroseconds } from "#server/instant.ts";
import { removeLetters, wholeLetters } from "../letter-queries.ts";

const AT_ONCE = 200;
const ISO = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)/g;
/** Seconds since the epoch, as history tells them. */
const EPOCH = /(?<![\d.])1\d{9}(?:\.\d+)?(?!\d)/g;

/** A letter could not be read when it came, so that it goes by every instant that stands in it, and by when it was put aside. */
export async function forgetLetters({ db, signal }: ForgetParts, what: Forgetting): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined && !signal?.aborted; ) {
    const letters = await wholeLetters(db, what.home, { ids: null, after, limit: AT_ONCE });
    const gone = letters.filter((letter) => isMeant(letter, what)).map(({ id }) => id);
    if (gone.length > 0) await removeLetters(db, what.home, gone);
    after = letters.at(-1)?.id;
  }
}

type Letter = { at: string; body: Uint8Array };

export function isMeant({ at, body }: Letter, { from, to, entities, entityIds }: Omit<Forgetting, "home">): boolean {
  const text = Buffer.from(body).toString("utf8");
  const [first, end] = [toMicroseconds(from), toMicroseconds(to)];
  const isWithin = (micros: number) => micros >= first && micros < end;
  return [toMicroseconds(at), ...instantsIn(text)].some(isWithin) && (entities === null || mentions(text, entityIds));
}

const instantsIn = (text: string): number[] => [
  ...(text.match(ISO) ?? []).map(toMicroseconds),
  ...(text.match(EPOCH) ?? []).map((seconds) => Number(seconds) * 1e6),
];

import { isOfKind } from "../meaning/kinds.ts";
import { type Between, type Past, pastOf, sliceOf } from "../past/past.ts";
import type { Asked, Place } from "./asked.ts";

/** Of an appliance of which nothing was learned yet a week before each span is read as well. */
export const WEEK = 7 * 86_400_000_000; // microseconds

/** The same question with all of its spans read at once: a month asked for day by day is one query. */
export async function readAhead(asked: Asked, spans: readonly Between[]): Promise<Asked> {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last || spans.length < 3 || asked.entities.some(({ key }) => key <= 0)) return asked;
  const back = asked.entities.some((entity) => isOfKind(entity, "power")) ? WEEK : 0;
  const keys = asked.entities.map(({ key }) => key);
  const ahead = await pastOf(asked.tx, asked.home, keys, { from: first.from - back, to: last.to });
  return { ...asked, ahead };
}

/** What the memory holds of some entities in a span: of what was read ahead, where it was. */
export const pastIn = async ({ tx, home, ahead }: Place, keys: readonly number[], between: Between): Promise<Past> =>
  (ahead && sliceOf(ahead, keys, between)) ?? (await pastOf(tx, home, keys, between));

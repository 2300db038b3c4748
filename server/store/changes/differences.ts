import { canonical } from "./canonical.ts";
import type { Difference } from "./contract.ts";

type Value = NonNullable<Difference["before"]> | null;
type Found = { path: string; before?: Value; after?: Value };

/** Lists longer than this are compared place by place: aligning them takes the product of their lengths. */
const ALIGNED_AT_MOST = 400;

/** Every place in which two configurations differ, in the order of the later one. */
export function differences(before: unknown, after: unknown): Difference[] {
  return [...between("", before as Value | undefined, after as Value | undefined)];
}

function* between(path: string, before: Value | undefined, after: Value | undefined): Generator<Found> {
  if (before === undefined && after === undefined) return;
  if (before === undefined || after === undefined) yield { path, ...side({ before, after }) };
  else if (Array.isArray(before) && Array.isArray(after)) yield* lists(path, before as Value[], after as Value[]);
  else if (isObject(before) && isObject(after)) yield* objects(path, before, after);
  else if (canonical(before) !== canonical(after)) yield { path, before, after };
}

const side = ({ before, after }: { before: Value | undefined; after: Value | undefined }) => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

type Body = { [key: string]: Value };
const isObject = (value: Value): value is Body => typeof value === "object" && value !== null && !Array.isArray(value);

function* objects(path: string, before: Body, after: Body): Generator<Found> {
  const own = (body: Body, key: string) => (Object.hasOwn(body, key) ? body[key] : undefined);
  const keys = [...Object.keys(after), ...Object.keys(before).filter((key) => !Object.hasOwn(after, key))];
  for (const key of keys) yield* between(path ? `${path}.${key}` : key, own(before, key), own(after, key));
}

/** What stayed keeps its place in both; between two that stayed, the first that went is what the first that came was before. */
function* lists(path: string, before: readonly Value[], after: readonly Value[]): Generator<Found> {
  let [left, right] = [0, 0];
  for (const [oldEnd, newEnd] of [...stayed(before, after), [before.length, after.length] as const]) {
    for (; left < oldEnd && right < newEnd; left++, right++)
      yield* between(`${path}[${right}]`, before[left], after[right]);
    for (; left < oldEnd; left++) yield* between(`${path}[${left}]`, before[left], undefined);
    for (; right < newEnd; right++) yield* between(`${path}[${right}]`, undefined, after[right]);
    [left, right] = [oldEnd + 1, newEnd + 1];
  }
}

/** Places of what is in both, as a longest common subsequence. */
function stayed(before: readonly Value[], after: readonly Value[]): [number, number][] {
  if (before.length > ALIGNED_AT_MOST || after.length > ALIGNED_AT_MOST) return [];
  const [olds, news] = [before.map(canonical), after.map(canonical)];
  const longest = olds.map(() => new Uint16Array(news.length + 1));
  longest.push(new Uint16Array(news.length + 1));
  const at = (row: number, column: number) => longest[row]?.[column] ?? 0;
  for (let row = olds.length - 1; row >= 0; row--)
    for (let column = news.length - 1; column >= 0; column--)
      (longest[row] as Uint16Array)[column] =
        olds[row] === news[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs: [number, number][] = [];
  for (let [row, column] = [0, 0]; row < olds.length && column < news.length; ) {
    if (olds[row] === news[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

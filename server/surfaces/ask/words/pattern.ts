import type { Token } from "./tokens.ts";

/**
 * A phrase as a language writes it down: words, `(one|other words)`, `[left out or not]`, and `<slot>` for what a reader of
 * its own understands: "[on] the <n> of <month>". A digit tells slots of one kind apart: "<clock1> to <clock2>".
 */
export type Phrase = string;

/** Reads a slot at a place: every way to read it, the longest first. */
export type Slots = Readonly<Record<string, (tokens: readonly Token[], at: number) => Reading[]>>;
export type Reading = { value: unknown; end: number };

/** What stood in the slots, by their names, and where the phrase ended. */
export interface Match {
  readonly end: number;
  readonly values: Readonly<Record<string, unknown>>;
}

type Part =
  | { kind: "word"; text: string }
  | { kind: "slot"; name: string }
  | { kind: "choice"; of: readonly (readonly Part[])[] };

/** A phrase taken apart, and the words it can begin with; undefined where it may begin with any. */
interface Compiled {
  readonly parts: readonly Part[];
  readonly firsts: ReadonlySet<string> | undefined;
}
const compiled = new Map<Phrase, Compiled>();

/** The longest way in which the phrase stands at this place. */
export function matchAt(phrase: Phrase, tokens: readonly Token[], at: number, slots: Slots = {}): Match | undefined {
  const { parts, firsts } = compiledOf(phrase);
  if (firsts && !firsts.has(tokens[at]?.text ?? "")) return undefined; // most phrases end here: a question meets some thousand
  let best: Match | undefined;
  for (const match of matches(parts, tokens, { end: at, values: {} }, slots))
    if (!best || match.end > best.end) best = match;
  return best && best.end > at ? best : undefined;
}

/** Whether none of the words is taken for something else. */
export function areFree({ start, end }: { start: number; end: number }, isFree: (at: number) => boolean): boolean {
  for (let at = start; at < end; at++) if (!isFree(at)) return false;
  return true;
}

function* matches(parts: readonly Part[], tokens: readonly Token[], so: Match, slots: Slots): Generator<Match> {
  const [part, ...rest] = parts;
  if (!part) return yield so;
  if (part.kind === "word") {
    if (tokens[so.end]?.text === part.text) yield* matches(rest, tokens, { ...so, end: so.end + 1 }, slots);
  } else if (part.kind === "slot") {
    for (const { value, end } of slots[part.name.replace(/\d$/, "")]?.(tokens, so.end) ?? [])
      yield* matches(rest, tokens, { end, values: { ...so.values, [part.name]: value } }, slots);
  } else {
    for (const one of part.of)
      for (const after of matches(one, tokens, so, slots)) yield* matches(rest, tokens, after, slots);
  }
}

function compiledOf(phrase: Phrase): Compiled {
  const known = compiled.get(phrase);
  if (known) return known;
  const symbols = phrase.match(/[()[\]|]|<\w+>|[^()[\]|<>\s]+/g) ?? [];
  const parts = sequence(symbols, undefined);
  const it = { parts, firsts: firstsOf(parts) };
  compiled.set(phrase, it);
  return it;
}

function firstsOf([part, ...rest]: readonly Part[]): Set<string> | undefined {
  if (!part || part.kind === "slot") return undefined;
  if (part.kind === "word") return new Set([part.text]);
  const all = new Set<string>();
  for (const one of part.of) {
    const firsts = firstsOf(one.length === 0 ? rest : [...one, ...rest]);
    if (!firsts) return undefined;
    for (const word of firsts) all.add(word);
  }
  return all;
}

/** Takes symbols up to the closing one. */
function sequence(symbols: string[], closing: string | undefined): readonly Part[] {
  const of: Part[][] = [[]];
  for (let symbol = symbols.shift(); symbol !== undefined && symbol !== closing; symbol = symbols.shift()) {
    const now = of.at(-1) as Part[];
    if (symbol === "(") now.push({ kind: "choice", of: [sequence(symbols, ")")] });
    else if (symbol === "[") now.push({ kind: "choice", of: [sequence(symbols, "]"), []] });
    else if (symbol === "|") of.push([]);
    else if (symbol.startsWith("<")) now.push({ kind: "slot", name: symbol.slice(1, -1) });
    else now.push({ kind: "word", text: symbol });
  }
  return of.length === 1 ? (of[0] ?? []) : [{ kind: "choice", of }];
}

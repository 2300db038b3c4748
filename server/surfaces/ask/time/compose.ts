import { Temporal } from "temporal-polyfill";
import type { Token } from "../words/tokens.ts";
import type { Atom } from "./atom.ts";
import { isEmpty, type Moment, momentOf, spanOf } from "./moment.ts";
import type { Bound, TimeWords } from "./time-words.ts";

type Zoned = Temporal.ZonedDateTime;

/** What a question says about when. */
export interface When {
  /** Undefined: from the beginning of the memory. */
  from: Zoned | undefined;
  to: Zoned;
  isMoment: boolean;
  /** As well as likely: "at 9" is in the morning or in the evening. */
  orElse?: When | undefined;
  /** No day was said with the clock: the last one is meant, or the one that was spoken of; `orElse` is twelve hours away. */
  anyDay?: { orElse: When | undefined } | undefined;
}

export type Time =
  | { kind: "when"; when: When; taken: readonly Atom[] }
  | { kind: "future"; taken: readonly Atom[] }
  | { kind: "none" };

type Bounded = { bound: Bound; atom: Atom; operand: readonly Atom[] };

/** Puts the pieces of time together; `joints` may stand between two pieces of one time. */
export function composed(read: readonly Atom[], tokens: readonly Token[], words: TimeWords, now: Zoned): Time {
  const atoms = likeTheirPartners(read);
  const told = once(atoms, tokens, words, now);
  const hasPart = atoms.some(({ kind }) => kind === "part");
  const isAnyDay = atoms.every(({ kind }) => kind === "clock" || kind === "bound");
  const single = isAnyDay ? onAnyDay(told, undefined) : told;
  if (told.kind !== "when" || hasPart || !atoms.some(isBare)) return single;
  const other = once(atoms.map(twelveLater), tokens, words, now);
  if (other.kind !== "when" || isSame(told.when, other.when)) return single;
  // Of two times without a day the one that was lately is meant.
  if (!atoms.some(({ kind }) => kind === "days")) {
    const [lately, orElse] =
      isAfter(other.when.to, told.when.to) && told.when.isMoment ? [other, told.when] : [told, other.when];
    return isAnyDay ? onAnyDay(lately, orElse) : lately;
  }
  return { ...told, when: { ...told.when, orElse: other.when } };
}

/** German "zwischen 1 und 4 Uhr": what one clock tells of the half of the day is true of the other. */
function likeTheirPartners(atoms: readonly Atom[]): readonly Atom[] {
  if (!atoms.some((atom) => atom.kind === "clock" && atom.isOfWholeDay)) return atoms;
  return atoms.map((atom) => (atom.kind === "clock" ? { ...atom, isExact: true } : atom));
}

const onAnyDay = (told: Time, orElse: When | undefined): Time =>
  told.kind === "when" ? { ...told, when: { ...told.when, anyDay: { orElse } } } : told;

const isBare = (atom: Atom): boolean =>
  atom.kind === "clock" && !atom.isExact && atom.half === undefined && atom.hour > 0 && atom.hour < 12;
const twelveLater = (atom: Atom): Atom =>
  atom.kind === "clock" && isBare(atom) ? { ...atom, hour: atom.hour + 12, isExact: true } : atom;
const isSame = (one: When, other: When): boolean =>
  one.to.equals(other.to) && (one.from === other.from || (one.from?.equals(other.from ?? other.to) ?? false));

function once(atoms: readonly Atom[], tokens: readonly Token[], { joints }: TimeWords, now: Zoned): Time {
  const bounds = boundsIn(atoms, tokens, new Set(joints));
  const inBounds = new Set(bounds.flatMap(({ atom, operand }) => [atom, ...operand]));
  const outside = atoms.filter((atom) => !inBounds.has(atom) && atom.kind !== "bound");
  const taken = [...inBounds, ...outside];
  if (taken.some(({ kind }) => kind === "future")) return { kind: "future", taken };
  const outer = momentOf(outside, now.toPlainDate());
  if (!outer) return { kind: "none" };
  const when = bounds.length > 0 ? bounded(bounds, outer, now) : plain(outer, outside, now);
  if (!when) return { kind: "none" };
  if (when.from && isAfter(when.from, now)) return { kind: "future", taken };
  return { kind: "when", when: { ...when, to: isAfter(when.to, now) ? now : when.to }, taken };
}

function plain(outer: Moment, atoms: readonly Atom[], now: Zoned): When | undefined {
  if (isEmpty(outer))
    return atoms.some(({ kind }) => kind === "ever") ? { from: undefined, to: now, isMoment: false } : undefined;
  return spanOf(outer, now);
}

/** A bound takes the times that follow it; one without is a word like any other. */
function boundsIn(atoms: readonly Atom[], tokens: readonly Token[], joints: ReadonlySet<string>): Bounded[] {
  const found: Bounded[] = [];
  for (const [i, atom] of atoms.entries()) {
    if (atom.kind !== "bound") continue;
    const operand: Atom[] = [];
    for (let at = i + 1, end = atom.end; at < atoms.length; at++) {
      const next = atoms[at];
      if (!next || next.kind === "bound" || !tokens.slice(end, next.start).every(({ text }) => joints.has(text))) break;
      operand.push(next);
      end = next.end;
    }
    const needs = { and: "between", to: "from" }[atom.bound as string];
    const isOpened = needs === undefined || found.at(-1)?.bound === needs;
    if (operand.length > 0 && isOpened) found.push({ bound: atom.bound, atom, operand });
  }
  return found.filter(({ bound }, i) => (bound === "between" ? found[i + 1]?.bound === "and" : true));
}

function bounded(bounds: readonly Bounded[], outer: Moment, now: Zoned): When | undefined {
  const told = bounds.map(({ bound, operand }) => ({ bound, moment: momentOf(operand, now.toPlainDate()) }));
  const days = outer.days ?? told.map(({ moment }) => moment?.days).find((one) => one !== undefined);
  let from: Zoned | undefined;
  let to: Zoned | undefined;
  for (const [i, { bound, moment }] of told.entries()) {
    const partner = told[i + 1] ?? told[i - 1];
    const whole = moment && completed(moment, { days, outer, partner: partner?.moment, isFirst: i < told.length - 1 });
    const span = whole && spanOf(whole, now);
    if (!span) return undefined;
    const edge = span.isMoment ? span.from : span.to;
    if (bound === "since" || bound === "between" || bound === "from") from = span.from;
    else if (bound === "after") from = edge;
    else if (bound === "before") to = span.from;
    else to = endOf(edge, whole, from);
    // "before noon" is of the day of that noon.
    if (bound === "before" && whole.clock && !whole.days) from ??= span.from.startOfDay();
    if (whole.days) {
      const day = spanOf({ days: whole.days }, now);
      if (bound === "before" && whole.clock) from ??= day?.from;
      if (bound === "after") to ??= whole.clock || whole.part ? day?.to : undefined;
    }
  }
  const frame = isEmpty(outer) ? undefined : spanOf(outer, now);
  from ??= frame?.from;
  to ??= frame?.to ?? now;
  if (from && !isAfter(to, from)) to = to.add({ days: 1 }); // from eleven at night to two in the morning
  return { from, to, isMoment: false };
}

/** "between 11 and 1" ends two hours later, not thirteen nor before it began. */
function endOf(edge: Zoned, { clock, part }: Moment, from: Zoned | undefined): Zoned {
  const noon = edge.add({ hours: 12 });
  const isBareEnd = clock && !clock.isExact && !part && from && !isAfter(edge, from) && isAfter(noon, from);
  return isBareEnd ? noon : edge;
}

type Around = { days: Moment["days"]; outer: Moment; partner: Moment | undefined; isFirst: boolean };

/** "between 2 and 4 pm yesterday": what is said once holds for both. */
function completed(told: Moment, { days, outer, partner, isFirst }: Around): Moment {
  const { clock } = told;
  if (!clock) return told.days || told.span ? told : { ...told, days };
  const half = clock.half ?? (clock.isExact ? undefined : partner?.clock?.half);
  const later =
    half === "pm" && clock.half === undefined && clock.hour < 12 && isInTurn(clock, partner?.clock, isFirst);
  const hour = later ? clock.hour + 12 : clock.hour;
  return {
    days: told.days ?? days,
    part: told.part ?? outer.part ?? partner?.part,
    clock: { ...clock, hour, isExact: clock.isExact || later },
  };
}

type Clock = NonNullable<Moment["clock"]>;
/** "from 11 to 2 pm" begins in the morning, "from 11 pm to 2" ends in the night. */
const isInTurn = ({ hour }: Clock, partner: Clock | undefined, isFirst: boolean): boolean =>
  !partner || (isFirst ? hour + 12 <= partner.hour : hour + 12 >= partner.hour);

const isAfter = (one: Zoned, other: Zoned): boolean => Temporal.ZonedDateTime.compare(one, other) > 0;

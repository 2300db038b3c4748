import type { CauseShown, GuessShown } from "#server/store/memory/explain/contract.ts";
import type { Asked } from "../answers/asked.ts";
import type { Told } from "../answers/spells-of.ts";
import type { Folded } from "../answers/summary/folded.ts";
import type { KnownEntity } from "../house/known-house.ts";
import type { Understood } from "../meaning/understood.ts";
import type { GapRow } from "../past/queries.ts";

type Run = { name: string; seconds: number; kwh: number | undefined };
export type NamedCause = CauseShown & { readonly name: string };

/** How answers are said; instants are microseconds since the epoch. */
export interface Says {
  /** What happened to an entity: "Garage door opened". */
  happened(entity: KnownEntity, state: string): string;
  instant(
    it: Asked & { told: Told; at: number; order: "last" | "first" | number; isEnd: boolean; ago: number | undefined },
  ): string;
  since(it: Asked & { told: Told; at: number; seconds: number }): string;
  count(it: Asked & { count: number }): string;
  onDays(it: Asked & { count: number }): string;
  duration(it: Asked & { seconds: number; times: number }): string;
  /** Before what it rests on: "Yes: Doorbell was triggered 3 times today." */
  yesOrNo(value: boolean, text: string): string;
  claim(it: Asked & { value: boolean; told: readonly Told[] }): string;
  /** Names one after the other; of many the first, and how many more. */
  listed(names: readonly string[]): string;
  few(names: readonly string[]): string;
  list(it: Asked & { listed: readonly KnownEntity[] }): string;
  longest(it: Asked & { told: Told; seconds: number; length: NonNullable<Understood["length"]> }): string;
  /** What begins a run's place in a summary: "Dishwasher ran", or that it goes on. */
  ran(name: string, isOngoing: boolean): string;
  /** One run of an appliance, called by its name. */
  run(it: Asked & Run & { from: number; to: number }): string;
  /** Whether, and what it rests on. */
  verdict(isSo: boolean, text: string): string;
  /** Its runs on average. */
  runs(it: Asked & Run & { count: number }): string;
  setTo(it: Asked & { entity: KnownEntity; value: number; unit: string; at: number }): string;
  played(it: Asked & { played: readonly { entity: KnownEntity; title: string }[] }): string;
  extreme(it: Asked & { entity: KnownEntity; at: number; value: number; isHighest: boolean }): string;
  average(it: Asked & { entity: KnownEntity; value: number; lowest: number; highest: number }): string;
  value(it: Asked & { entity: KnownEntity; state: string; at: number }): string;
  amount(value: number, unit: string | null): string;
  length(seconds: number): string;
  dayNamed(at: number, it: Asked): string;
  clock(at: number, it: Asked): string;
  /** From what it was to what it was then. */
  change(it: Asked & { entity: KnownEntity; from: number; to: number }): string;
  /** The day that had most of it, or least. */
  day(it: Asked & { at: number; value: string; isHighest: boolean }): string;
  /** At what time of the day it mostly is. */
  usualTime(it: Asked & { clock: string; count: number }): string;
  readonly noUsualTime: string;
  perDay(it: Asked & { value: string; days: number }): string;
  total(it: Asked & { value: number; unit: string }): string;
  compared(it: { one: string; other: string }): string;
  where(it: Asked & { entity: KnownEntity; state: string }): string;
  /** `more` of the things that happened are left out. */
  summary(it: Asked & { told: readonly Folded[]; more: number }): string;
  attention(it: { away: readonly KnownEntity[] }): string;
  /** What is wrong now; `told` are sentences of the worst, `about` what was asked about. */
  findings(it: { count: number; told: readonly string[]; about: readonly KnownEntity[] | undefined }): string;
  /** It did not happen in the span. */
  never(it: Asked): string;
  notSo(it: Asked): string;
  notRecordedBefore(it: Asked & { at: number }): string;
  gap(it: Asked & { gap: GapRow }): string;
  /** Why it happened; `sentence` says the same in English. */
  because(it: Asked & { told: Told; at: number; causes: readonly NamedCause[]; sentence: string }): string;
  /** Of what happened, what one person did. */
  deed(it: Asked & { told: Told; at: number; by: KnownEntity }): string;
  noDeed(it: Asked & { by: KnownEntity }): string;
  /** One cause by itself: "the automation “Night lights”". */
  cause(cause: NamedCause): string;
  nobodyKnown(it: Asked & { told: Told; at: number }): string;
  /** A guess from what was so before; never said as the cause. */
  usually(guess: GuessShown): string;
  clauseNever(clause: Understood): string;
  /** The household's law: of these people no more than whether they are at home. */
  mayOnlyTell(people: readonly string[]): string;
  leftOut(names: readonly string[]): string;
  readonly notToTell: string;
  readonly onlyExposed: string;
  readonly othersMayKnow: string;
  readonly nobodyAsks: string;
  /** Of two times of the day, the question fits both. */
  /** What was asked beside the states is not remembered, or was not one thing in all of the span. */
  untold(it: Asked): string;
  readonly whichHalf: string;
  /** The past is being imported, and this would take too long until then. */
  readonly stillReading: string;
  readonly notOurs: string;
  readonly future: string;
  readonly notUnderstood: string;
  unknown(words: readonly string[]): string;
  unclear(options: readonly Pick<KnownEntity, "name">[]): string;
}

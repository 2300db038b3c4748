import type { Asked } from "../answers/asked.ts";
import type { Told } from "../answers/spells-of.ts";
import type { KnownEntity } from "../house/known-house.ts";
import type { Understood } from "../meaning/understood.ts";
import type { GapRow } from "../past/queries.ts";

/** How answers are said; instants are microseconds since the epoch. */
export interface Says {
  /** What happened to an entity: "Garage door opened". */
  happened(entity: KnownEntity, state: string): string;
  instant(
    it: Asked & { told: Told; at: number; order: "last" | "first"; isEnd: boolean; ago: number | undefined },
  ): string;
  since(it: Asked & { told: Told; at: number; seconds: number }): string;
  count(it: Asked & { count: number }): string;
  duration(it: Asked & { seconds: number; times: number }): string;
  claim(it: Asked & { value: boolean; told: readonly Told[] }): string;
  list(it: Asked & { listed: readonly KnownEntity[] }): string;
  extreme(it: Asked & { entity: KnownEntity; at: number; value: number; isHighest: boolean }): string;
  average(it: Asked & { entity: KnownEntity; value: number; lowest: number; highest: number }): string;
  value(it: Asked & { entity: KnownEntity; state: string; at: number }): string;
  total(it: Asked & { value: number; unit: string }): string;
  compared(it: Asked & { one: number; other: number; unit: string }): string;
  where(it: Asked & { entity: KnownEntity; state: string }): string;
  summary(it: Asked & { told: readonly { at: number; text: string; count: number }[]; more: number }): string;
  attention(it: { away: readonly KnownEntity[] }): string;
  /** It did not happen in the span. */
  never(it: Asked): string;
  notSo(it: Asked): string;
  notRecordedBefore(it: Asked & { at: number }): string;
  gap(it: Asked & { gap: GapRow }): string;
  nobodyKnown(it: Asked & { told: Told; at: number }): string;
  clauseNever(clause: Understood): string;
  readonly notOurs: string;
  readonly future: string;
  readonly notUnderstood: string;
  unknown(words: readonly string[]): string;
  unclear(options: readonly Pick<KnownEntity, "name">[]): string;
}

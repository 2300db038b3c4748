import type { ChangeKind } from "#server/store/changes/contract.ts";
import type { ChangeWords } from "#server/store/changes/words/en.ts";
import type { Asked } from "../answers/asked.ts";
import type { Phrase } from "../words/pattern.ts";

type In = Pick<Asked, "timeZone" | "now" | "isTwelve">;
type During = Pick<Asked, "windows" | "isMoment"> & In;

/** How a language speaks of changes, versions and voice commands; instants are microseconds since the epoch. */
export interface ConfigurationWords {
  readonly kinds: Readonly<Record<ChangeKind, readonly Phrase[]>>;
  /** Words that name nothing: "what was changed in the configuration". */
  readonly ignored: readonly Phrase[];
  /** The sentences of changes. */
  readonly changes: ChangeWords;
  told(it: In & { text: string; at: number; since: number | undefined }): string;
  more(count: number): string;
  nothing(it: During): string;
  unchanged(it: In & { since: number }): string;
  nobody(text: string): string;
  count(it: During & { count: number }): string;
  before(it: In & { at: number }): string;
  readonly unread: string;
  version(it: In & { name: string; version: string; at: number | undefined }): string;
  readonly voiceOff: string;
  voice(
    it: During & { count: number; asked: readonly string[]; outcome: "misunderstood" | "undone" | undefined },
  ): string;
}

import type { Danger } from "./contract.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";

export interface AlertWords {
  readonly dangers: Readonly<Record<Danger, string>>;
  /** {names}, {time} */
  readonly dangerText: string;
  readonly dangerUnplaced: string;
  /** {type}, {names} */
  readonly event: string;
  /** {title} */
  readonly kinds: Readonly<Record<"alert" | "reminder" | "recovery" | "eased", string>>;
  readonly recovered: string;
  readonly verbs: Readonly<Record<"ack" | "snooze" | "not_a_problem" | "mend" | "leave", string>>;
  readonly digests: {
    readonly daily: string;
    readonly weekly: string;
    /** {title} */
    readonly over: string;
    /** {count} */
    readonly more: string;
  };
}

export const languages = { en: english, de: german } as const satisfies Record<string, AlertWords>;
export type Language = keyof typeof languages;

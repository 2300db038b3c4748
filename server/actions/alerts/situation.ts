import type { Severity } from "#server/finding.ts";
import type { Mode, Rule, Wishes } from "./contract.ts";

/** What stands in the home and may concern somebody. Instants here are milliseconds since the epoch, by the home's own clock. */
export interface Matter {
  /** As alerts.alert.key. */
  readonly key: string;
  /** Check, danger, or event:<type>. */
  readonly kind: string;
  readonly isDanger: boolean;
  /** An event: over as soon as it was, so that nobody is told that it is. */
  readonly isMoment: boolean;
  readonly severity: Severity;
  readonly since: number;
  readonly finding: number | null;
  /** Ids by which rules name it: entity, device, area. */
  readonly subjects: readonly string[];
  /** Ids. */
  readonly areas: readonly string[];
  /** Rows of house.entity. */
  readonly mentions: readonly number[];
  /** Snoozed, or somebody works on it: nothing more is said of it now. */
  readonly isHeld: boolean;
}

export interface StandingAlert {
  readonly id: number;
  readonly key: string;
  readonly isDanger: boolean;
  readonly severity: Severity;
  readonly mentions: readonly number[];
  readonly rule: string;
  readonly level: number;
  readonly levelAt: number | null;
  readonly openedAt: number;
  readonly quietSince: number | null;
  readonly ackedAt: number | null;
  readonly snoozedUntil: number | null;
  /** Something of its last level is still to be sent. */
  readonly isPending: boolean;
  /** When the last of it was. */
  readonly sentAt: number | null;
  /** Whom it has reached, and how. */
  readonly told: readonly { person: string | null; channel: number }[];
  /** Who is to read of it in a digest. */
  readonly heldFor: readonly (string | null)[];
}

export interface Person {
  readonly id: string;
  readonly isAdmin: boolean;
  readonly isGuest: boolean;
  /** null: not known. */
  readonly isHome: boolean | null;
  readonly wishes: Wishes;
  /** Rows of house.entity of which nothing may be told. */
  readonly hidden: ReadonlySet<number>;
  /** Findings that the page would show. */
  readonly sees: ReadonlySet<number>;
}

export interface Way {
  readonly id: number;
  /** null: the household's. */
  readonly person: string | null;
  /** Replaces what it showed before under the same tag, without a word. */
  readonly isInPlace: boolean;
}

export interface Situation {
  readonly now: number;
  readonly timeZone: string;
  readonly mode: Mode;
  readonly matters: readonly Matter[];
  /** Keys of what a person has closed or muted, or what is an effect now: gone without a word. */
  readonly settled: ReadonlySet<string>;
  readonly alerts: readonly StandingAlert[];
  /** By key: when what is over was last told. */
  readonly toldBefore: ReadonlyMap<string, number>;
  /** In their order. */
  readonly rules: ReadonlyMap<string, Rule>;
  readonly people: readonly Person[];
  readonly ways: readonly Way[];
}

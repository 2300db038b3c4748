import type { Subject } from "#server/finding.ts";
import type { Action } from "#server/intake/connect/call-action.ts";
import type { Mode, WhyNot } from "./contract.ts";
import type { Step } from "./plan.ts";
import type { Proof } from "./proof.ts";
import type { SickClass } from "./systemic.ts";
import type { Trouble, Ward } from "./ward.ts";

/** What a remedy would do about one trouble. */
export interface Proposal {
  readonly steps: readonly Step[];
  /** Entity ids that it may change. */
  readonly touches: readonly string[];
  readonly proof: Proof;
  readonly undo?: Action | null;
  readonly restore?: Action | null;
  readonly lines?: string;
}

/** A guarded way to mend: declarations, and one pure function that says what it would do. */
export interface Remedy {
  readonly name: string;
  /** What it may help against. */
  readonly checks: readonly string[];
  /** And of which kinds of things. */
  readonly subjects: readonly Subject["kind"][];
  /** The farthest that may be chosen for it. */
  readonly most: Exclude<Mode, "off">;
  /** Where too many of these are sick it is no single thing, and nothing is done; null: it mends many at once. */
  readonly of: SickClass | null;
  /** Said twice it has a second effect: an attempt that broke off is never begun again. */
  readonly isPulse: boolean;
  readonly canBeUndone: boolean;
  propose(trouble: Trouble, ward: Ward): Proposal | { not: WhyNot };
}

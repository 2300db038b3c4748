import { createHash } from "node:crypto";
import type { Action } from "#server/intake/connect/call-action.ts";
import type { WhyNot } from "./contract.ts";
import type { Proof } from "./proof.ts";
import type { Proposal, Remedy } from "./remedy.ts";
import type { Trouble, Ward } from "./ward.ts";

/** A step and how long is waited before the next one. */
export interface Step {
  readonly action: Action;
  readonly pauseSeconds?: number;
}

/** A remedy about to act, as data: what is shown, hashed, said yes to, written down and run is the same thing. */
export interface Plan {
  readonly remedy: string;
  readonly finding: number;
  readonly steps: readonly Step[];
  /** Entity ids that it may change, sorted. */
  readonly touches: readonly string[];
  readonly proof: Proof;
  /** What takes it back; null: nothing of it stays. */
  readonly undo: Action | null;
  /** What must hold again after it broke off in the middle; it may be said twice. */
  readonly restore: Action | null;
  /** Lines that a person may add to their own configuration; only of what HomeOps does not do itself. */
  readonly lines: string | null;
  readonly hash: string;
}

export type Planned = { plan: Plan } | { not: WhyNot };

/** The same for a dry run and a live one: it depends on nothing but what is known of the trouble and the house. */
export function planFor(remedy: Remedy, trouble: Trouble, ward: Ward): Planned {
  const isForIt = remedy.checks.includes(trouble.check) && remedy.subjects.includes(trouble.subject.kind);
  if (!isForIt) return { not: "other_trouble" };
  const proposal = remedy.propose(trouble, ward);
  return "not" in proposal ? proposal : { plan: hashed(remedy, trouble, proposal) };
}

function hashed({ name }: Remedy, { finding }: Trouble, proposal: Proposal): Plan {
  const whole = {
    remedy: name,
    finding,
    steps: proposal.steps,
    touches: [...new Set(proposal.touches)].sort(),
    proof: proposal.proof,
    undo: proposal.undo ?? null,
    restore: proposal.restore ?? null,
    lines: proposal.lines ?? null,
  };
  return { ...whole, hash: createHash("sha256").update(JSON.stringify(whole)).digest("hex") };
}

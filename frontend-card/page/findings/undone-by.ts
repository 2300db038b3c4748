import type { z } from "zod";
import type { ActOnFinding } from "#server/store/ledger/findings/contract.ts";

export type Verb = z.input<typeof ActOnFinding>["verb"];

/** What takes a verb back; of what was called fixed the next look says whether it is. */
export const undoneBy: Readonly<Partial<Record<Verb, Verb>>> = {
  snooze: "wake",
  mute_subject: "unmute",
  mute_check: "unmute",
  not_a_problem: "a_problem",
};

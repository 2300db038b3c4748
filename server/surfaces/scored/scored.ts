import { FollowScore, HealthScore, ReadScore } from "#server/analysis/health/contract.ts";
import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { followScore } from "./follow-score.ts";
import { toldScore } from "./told-score.ts";

const score = command({
  name: "health/score",
  summary: "How healthy the home, its areas and its devices are, what costs how much, and how it was",
  input: ReadScore,
  output: HealthScore,
  run: (wanted, call) => toldScore(wanted, call),
});

const live = feed({
  name: "health/score",
  summary: "How healthy the home is, whenever that changes",
  input: FollowScore,
  item: HealthScore,
  open: followScore,
});

/** How healthy a home is, with the words of what makes it less. */
export const scored: Capability = { name: "scored", commands: [score], feeds: [live] };

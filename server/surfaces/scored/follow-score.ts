import type { z } from "zod";
import type { FollowScore, HealthScore } from "#server/analysis/health/contract.ts";
import type { Call } from "#server/command.ts";
import { followPage } from "#server/follow-page.ts";
import { toldScore } from "./told-score.ts";

/** The health of a home, and again each time that it is another; when it was looked at is no news. */
export const followScore = (
  { language }: z.output<typeof FollowScore>,
  call: Call,
  send: (items: HealthScore[]) => void,
) =>
  followPage(
    {
      name: "the live score",
      channels: ["health", "ledger"],
      read: () => toldScore({ language }, call),
      markOf: ({ score, lost, areas, devices }) => [score, lost, areas, devices],
    },
    call,
    send,
  );

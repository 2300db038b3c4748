import type { z } from "zod";
import type { FollowScore, HealthScore } from "#server/analysis/health/contract.ts";
import type { Call } from "#server/command.ts";
import { ofHome } from "#server/of-home.ts";
import { soon } from "#server/soon.ts";
import { toldScore } from "./told-score.ts";

const GATHER = { seconds: 0.5 };

/** The health of a home, and again each time that it is another; when it was looked at is no news. */
export async function followScore(
  { language }: z.output<typeof FollowScore>,
  call: Call,
  send: (items: HealthScore[]) => void,
) {
  const { world, home } = call;
  let last = "";
  const read = () => toldScore({ language }, call);
  async function tell(): Promise<void> {
    const score = await read();
    if (markOf(score) === last) return;
    last = markOf(score);
    send([score]);
  }
  const look = soon(world.clock, GATHER, tell, (error) => world.log.warn("the live health fell behind", { error }));
  const heard = ofHome(home, look.call);
  const listening = [await world.db.listen("health", heard), await world.db.listen("ledger", heard)];
  const first = await read();
  last = markOf(first);
  return {
    snapshot: [first],
    async close() {
      for (const one of listening) await one[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}

const markOf = ({ score, lost, areas, devices }: HealthScore): string => JSON.stringify([score, lost, areas, devices]);

import type { Capability } from "#server/capability.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { closeHours } from "./close-hours.ts";
import { coreBehind, intakes, openIntake } from "./connected-homes.ts";
import { connectionCommands } from "./connections.ts";
import { cap } from "./control/cap-command.ts";
import { controlCommands } from "./control/commands.ts";
import { runErrands } from "./control/errands.ts";
import { watchPauses } from "./control/pause.ts";
import { fullSentence, watchSize } from "./control/size.ts";
import { leftOutCommands } from "./left-out.ts";
import { letterCommands } from "./letters/letters.ts";
import { rememberNote } from "./notes/remember-note.ts";
import { publishNumbers } from "./numbers.ts";
import { recorderAdvice } from "./recorder-advice/recorder-advice.ts";
import { sealedTokens } from "./sealed-tokens.ts";
import { sealedWebhooks, webhookCommands } from "./webhooks/sources.ts";
import { whenAnswered } from "./when-answered.ts";

const isSafe = (world: World): boolean =>
  [...(intakes.get(world)?.connections.values() ?? [])].every(({ rememberer }) => rememberer.backlog.numbers.isSafe);

export const intake: Capability = {
  name: "intake",
  commands: [
    ...connectionCommands,
    ...leftOutCommands,
    ...letterCommands,
    ...controlCommands,
    cap,
    rememberNote,
    recorderAdvice,
    ...webhookCommands,
  ],
  sealed: [sealedTokens, sealedWebhooks],
  async start(world, stack, gauges) {
    const { homeAssistant, supervisor } = world.options;
    const homes = stack.use(openIntake(world));
    intakes.set(world, homes);
    publishNumbers(homes, gauges);
    stack.use(closeHours(world, homes.nowIn));
    stack.use(watchPauses(world));
    const takeUp = async () => {
      await homes.resume();
      if (homeAssistant) await homes.add(homeAssistant, "take").catch(sayRefused(world));
      else if (supervisor) await homes.add({ url: coreBehind(supervisor), token: supervisor.token });
    };
    try {
      await takeUp();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await homes.resumeKept();
      stack.use(later(world, takeUp));
    }
    // Both reach into what waits in the spill of each connection.
    stack.use(runErrands(world));
    stack.use(watchSize(world, gauges));
  },
  keeps: isSafe,
  trouble: (world) =>
    isSafe(world)
      ? fullSentence(world)
      : "Neither the database nor the disk takes events; memory holds what it can. Free some space on the disk.",
};

/** The program goes on with the token that it has. */
const sayRefused = (world: World) => (error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
  world.log.error("the token of HOMEOPS_HA_TOKEN was not taken", { reason: error.message });
};

/** Once the database answers. */
function later({ clock, log }: World, work: () => Promise<unknown>): AsyncDisposable {
  const stop = new AbortController();
  const working = whenAnswered(work, { clock, signal: stop.signal }).catch((error: unknown) => {
    if (!stop.signal.aborted) log.error("the connections could not be taken up", failure(error));
  });
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await working;
    },
  };
}

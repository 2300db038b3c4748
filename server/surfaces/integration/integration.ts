import type { Capability } from "#server/capability.ts";
import { type Call, command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { tryConnection } from "#server/intake/try-connection.ts";
import type { Watched } from "#server/intake/watched.ts";
import { Refusal } from "#server/refusal.ts";
import { Done } from "#server/store/people/contract.ts";
import { Filled, FollowTold, Greeting, HomeState, Nothing, ToldEvent } from "./contract.ts";
import { followHealth } from "./follow-health.ts";
import { followState } from "./follow-state.ts";
import { greeting } from "./greeting.ts";
import { FollowHealth, HomeHealth } from "./health-contract.ts";
import { homeState } from "./state.ts";
import { followTold } from "./told.ts";

const greet = command({
  name: "integration/greet",
  summary: "Which contracts this server speaks, and which homes there are to choose from",
  scope: "server",
  isForIntegration: true,
  input: Nothing,
  output: Greeting,
  run: (_, call) => greeting(call),
});

const state = command({
  name: "integration/state",
  summary: "How the memory of one home is, as Home Assistant's entities show it",
  isForIntegration: true,
  input: Nothing,
  output: HomeState,
  run: (_, { world, home }) => homeState(world, home),
});

const liveState = feed({
  name: "integration/state",
  summary: "How the memory of one home is, each time that it changes",
  isForIntegration: true,
  input: Nothing,
  item: HomeState,
  open: followState,
});

const liveTold = feed({
  name: "integration/told",
  summary: "What is worth telling, as it happens",
  isForSpeakers: true,
  input: FollowTold,
  item: ToldEvent,
  open: followTold,
});

const liveHealth = feed({
  name: "integration/health",
  summary: "How healthy one home is and what becomes of its findings, as Home Assistant's entities and Repairs show it",
  isForIntegration: true,
  input: FollowHealth,
  item: HomeHealth,
  open: followHealth,
});

const test = command({
  name: "integration/test",
  summary: "Try the home's connection to Home Assistant now",
  access: "write",
  isForIntegration: true,
  input: Nothing,
  output: Done,
  async run(_, call) {
    const { row } = watchedIn(call);
    await tryConnection(call.world, row.url, intakeOf(call.world).tokenOf(row));
    return { done: true };
  },
});

const fillGaps = command({
  name: "integration/fill-gaps",
  summary: "Ask Home Assistant again for what is missing of the last days",
  access: "write",
  isForIntegration: true,
  input: Nothing,
  output: Filled,
  run: (_, call) => watchedIn(call).fillGaps(),
});

function watchedIn({ world, home }: Call): Watched {
  const watched = intakeOf(world).of(home);
  if (watched) return watched;
  throw new Refusal("no_connection", "This home has no connection to a Home Assistant; add one first", { status: 404 });
}

/** What Home Assistant's own integration asks for itself; what people ask goes through it to the other rooms. */
export const integration: Capability = {
  name: "integration",
  commands: [greet, state, test, fillGaps],
  feeds: [liveState, liveTold, liveHealth],
};

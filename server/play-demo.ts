import { ScenarioError } from "#demo/scenario.ts";
import { readScenarioFile } from "#demo/scenario-file.ts";
import { startDemoHome } from "#demo/server.ts";
import type { Capability } from "./capability.ts";
import { intakeOf } from "./intake/connected-homes.ts";
import { Refusal } from "./refusal.ts";
import { Secret } from "./secret.ts";

const MARK = " (demo)";

/**
 * Plays a scenario and connects to it. Its days are counted from its start, so what an earlier demo left would not fit and goes.
 * @throws Refusal `bad_scenario`, naming the line
 */
export const demo: Capability = {
  name: "demo",
  async start(world, stack) {
    const { demo: scenario, demoSpeed: speed } = world.options;
    if (!scenario) return;
    const played = readDemo(scenario);
    const homes = intakeOf(world);
    for (const [id, { row }] of homes.connections) if (row.name.endsWith(MARK)) await homes.remove(id);
    const home = stack.use(await startDemoHome({ scenario: played, speed }));
    await homes.add({ url: home.url, token: new Secret(home.token), name: `${played.name}${MARK}` });
  },
};

function readDemo(file: string) {
  try {
    return readScenarioFile(file);
  } catch (error) {
    if (error instanceof ScenarioError) throw new Refusal("bad_scenario", error.message);
    throw error;
  }
}

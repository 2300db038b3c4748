import { readFile } from "node:fs/promises";
import { readScenario, ScenarioError } from "#demo/scenario.ts";
import { startDemoHome } from "#demo/server.ts";
import { intakeOf } from "./intake/connected-homes.ts";
import { Refusal } from "./refusal.ts";
import { Secret } from "./secret.ts";
import type { World } from "./world.ts";

const BUILT_IN = new URL("../demo/homes/terraced-house.json", import.meta.url);
const MARK = " (demo)";

/**
 * Plays a scenario and connects to it. Its days are counted from its start, so what an earlier demo left would not fit and goes.
 * @throws Refusal `bad_scenario`, naming the line
 */
export async function playDemo(
  world: World,
  { scenario, speed }: { scenario: string; speed: number },
): Promise<AsyncDisposable> {
  const homes = intakeOf(world);
  const played = readDemo(await readFile(scenario === "1" ? BUILT_IN : scenario, "utf8"));
  for (const [id, { row }] of homes.connections) if (row.name.endsWith(MARK)) await homes.remove(id);
  const home = await startDemoHome({ scenario: played, speed });
  await homes.add({ url: home.url, token: new Secret(home.token), name: `${played.name}${MARK}` });
  return home;
}

function readDemo(text: string) {
  try {
    return readScenario(text);
  } catch (error) {
    if (error instanceof ScenarioError) throw new Refusal("bad_scenario", error.message);
    throw error;
  }
}

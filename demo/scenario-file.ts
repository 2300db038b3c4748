import { readFileSync } from "node:fs";
import { readScenario, type Scenario, ScenarioError } from "./scenario.ts";

const builtIn = new URL("./homes/terraced-house.json", import.meta.url);

/** A scenario by the path of its file; the built-in home by "1". */
export function readScenarioFile(path: string): Scenario {
  try {
    return readScenario(readFileSync(path === "1" ? builtIn : path, "utf8"));
  } catch (error) {
    const isTheirs = error instanceof ScenarioError || (error instanceof Error && "code" in error);
    if (!isTheirs) throw error;
    throw new ScenarioError(`${path} cannot be played:\n${error.message}`, { cause: error });
  }
}

import { readFileSync } from "node:fs";
import { readScenario, type Scenario, ScenarioError } from "./scenario.ts";

const builtIn = new URL("./homes/terraced-house.json", import.meta.url);

/** A scenario by the path of its file; the built-in home by "1". */
export function readScenarioFile(path: string): Scenario {
  const text = readFileSync(path === "1" ? builtIn : path, "utf8");
  try {
    return readScenario(text);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ScenarioError(`${path} cannot be played:\n${error.message}`, { cause: error });
  }
}

import { provision } from "../provision/provision.ts";
import { evaluateSearch } from "./search.ts";

/** Every evaluation by its name; each answers its figures. */
const evaluations: Record<string, () => Promise<Record<string, number>>> = { search: evaluateSearch };

const [name = ""] = process.argv.slice(2);
const evaluate = evaluations[name];
if (evaluate) {
  await provision();
  console.log(JSON.stringify(await evaluate(), null, 2));
} else {
  console.error(`npm run evaluate -- NAME, where NAME is one of: ${Object.keys(evaluations).join(", ")}`);
  process.exitCode = 1;
}

import { provision } from "../provision/provision.ts";
import { footprintBench } from "./footprint.ts";
import { importBench } from "./import.ts";
import { intakeBench } from "./intake.ts";
import { snapshotBench } from "./snapshot.ts";

/** Every bench by its name; each answers its figures, of which the last line is made. */
const benches: Record<string, () => Promise<Record<string, number>>> = {
  intake: intakeBench,
  import: importBench,
  footprint: footprintBench,
  snapshot: snapshotBench,
};

const [name = ""] = process.argv.slice(2);
const bench = benches[name];
if (bench) {
  await provision();
  console.log(JSON.stringify(await bench()));
} else {
  console.error(`npm run bench -- NAME, where NAME is one of: ${Object.keys(benches).join(", ")}`);
  process.exitCode = 1;
}

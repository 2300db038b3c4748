import { provision } from "../provision/provision.ts";
import { alertsBench } from "./alerts.ts";
import { anomaliesBench } from "./anomalies.ts";
import { apiBench } from "./api.ts";
import { appBench } from "./app.ts";
import { backupBench } from "./backup.ts";
import { cardsBench } from "./cards.ts";
import { detectBench } from "./detect.ts";
import { devicesBench } from "./devices.ts";
import { diagnoseBench } from "./diagnose.ts";
import { fileBench } from "./file.ts";
import { footprintBench } from "./footprint.ts";
import { historyBench } from "./history.ts";
import { importBench } from "./import.ts";
import { intakeBench } from "./intake.ts";
import { againWithOwnMounts, hasOwnMounts } from "./own-mounts.ts";
import { pageBench } from "./page.ts";
import { sealedBench } from "./sealed.ts";
import { searchBench } from "./search.ts";
import { smallBench } from "./small.ts";
import { snapshotBench } from "./snapshot.ts";
import { writtenBench } from "./written.ts";

/** Every bench by its name; each answers its figures, of which the last line is made. */
const benches: Record<string, (args: string[]) => Promise<Record<string, number>>> = {
  alerts: alertsBench,
  anomalies: anomaliesBench,
  api: apiBench,
  app: appBench,
  detect: detectBench,
  devices: devicesBench,
  diagnose: diagnoseBench,
  intake: intakeBench,
  import: importBench,
  file: fileBench,
  footprint: footprintBench,
  page: pageBench,
  history: historyBench,
  written: writtenBench,
  small: smallBench,
  snapshot: snapshotBench,
  backup: backupBench,
  cards: cardsBench,
  search: searchBench,
  sealed: sealedBench,
};

const MOUNTING = new Set(["written", "small"]);

const [name = "", ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench && MOUNTING.has(name) && !hasOwnMounts()) process.exitCode = await againWithOwnMounts();
else if (bench) {
  if (name !== "detect" && name !== "anomalies") await provision(); // which needs nothing but numbers
  console.log(JSON.stringify(await bench(args)));
} else {
  console.error(`npm run bench -- NAME, where NAME is one of: ${Object.keys(benches).join(", ")}`);
  process.exitCode = 1;
}

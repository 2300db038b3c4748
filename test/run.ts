import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deleteTree } from "./provision/delete-tree.ts";
import { provision } from "./provision/provision.ts";
import { runVitest } from "./run-vitest.ts";
import { NOTHING_RAN, summaryLine } from "./summary.ts";

/** `npm test [-- filter …]`: makes the test world where it is missing, runs the tests, and ends with one line of counts. */
async function main(): Promise<number> {
  await provision();
  // Everything that the tests leave behind lies below one directory, which goes with the run.
  const temporary = await mkdtemp(join(tmpdir(), "homeops-tests-"));
  const { code, counts } = await runVitest(process.argv.slice(2), temporary);
  await deleteTree(temporary);
  console.log(summaryLine(counts));
  return code;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log(summaryLine(NOTHING_RAN));
  return 1;
});

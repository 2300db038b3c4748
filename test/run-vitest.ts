import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Counts, countsIn, NOTHING_RAN } from "./summary.ts";

/** The full figures of the faults take hours together, and R20 alone takes 100 minutes. */
const MINUTES_AT_MOST = process.env.FAULTS === "full" ? 480 : 86;
/** A leaked handle may keep vitest alive after its last word. */
const SECONDS_TO_LEAVE = 30;

/** Runs vitest with a temporary directory of its own, to an end in any case. */
export async function runVitest(args: string[], temporary: string): Promise<{ code: number; counts: Counts }> {
  const report = join(temporary, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const env = { ...process.env, TMPDIR: temporary, NODE_COMPILE_CACHE: join(temporary, "compiled") };
  spawn(process.execPath, ["-e", 'import("./server/homeops.ts")'], { stdio: "ignore", env }); // for hundreds that start later
  const vitest = spawn("vitest", ["run", ...reporters, ...args], { stdio: ["ignore", "inherit", "inherit"], env });
  // An interrupted run still cleans up and says what it has seen.
  process.once("SIGINT", (signal) => vitest.kill(signal)).once("SIGTERM", (signal) => vitest.kill(signal));
  const { promise: exited, resolve, reject } = Promise.withResolvers<number>();
  vitest.once("error", reject).once("exit", (code) => resolve(code ?? 1));

  const watch = setInterval(
    endWhenLate(report, () => vitest.kill("SIGKILL")),
    1000,
  );
  const code = await exited.finally(() => clearInterval(watch));
  const counts = existsSync(report) ? countsIn(JSON.parse(await readFile(report, "utf8"))) : NOTHING_RAN;
  if (code === 0 && counts.failed === 0) return { code, counts };
  // An error outside of any test fails the run, so it must show in the counts too.
  return { code: 1, counts: { ...counts, failed: Math.max(1, counts.failed) } };
}

function endWhenLate(report: string, kill: () => void): () => void {
  const started = performance.now();
  let reported = Infinity;
  return () => {
    const now = performance.now();
    if (existsSync(report)) reported = Math.min(reported, now);
    if (now < reported + SECONDS_TO_LEAVE * 1000 && now < started + MINUTES_AT_MOST * 60_000) return;
    console.error("The tests did not end by themselves: too long a run, or something that a test left open.");
    kill();
  };
}

import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { startPostgres } from "#test/world/postgres.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { type Answer, asking } from "./answers.ts";
import { figure, isFull } from "./figures.ts";
import { compared, floodTold } from "./flood-kept.ts";
import { playedHome } from "./played-home.ts";

const HUNG_SECONDS = isFull ? 60 : 12;
const PER_SECOND = 100;

/** The server and all its processes; each of its connections has one. */
function familyOf(pid: number): number[] {
  const children = readdirSync("/proc").filter((name) => {
    try {
      return (
        /^\d+$/.test(name) &&
        readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1] === String(pid)
      );
    } catch {
      return false; // ended meanwhile
    }
  });
  return [pid, ...children.map(Number)];
}

it("R9: a database that hangs makes nobody wait for more than five seconds, and costs nothing", async () => {
  await using folder = await temporaryDirectory("r9");
  await using database = await startPostgres();
  await using home = await playedHome();
  const environment = { DATABASE_URL: database.url, HOMEOPS_HA_URL: home.url, HOMEOPS_HA_TOKEN: home.token };
  await using homeops = await homeopsProcess(folder.path, environment);
  const ask = asking(folder.path, homeops.url);
  const status = async () => SystemStatus.parse((await ask("system/status", {})).body);
  await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 30_000 }).toBe("live");
  const from = new Date().toISOString();
  const told = home.flood({ perSecond: PER_SECOND, seconds: HUNG_SECONDS + 15 });
  await pause(3_000);

  const stopped = familyOf(database.pid ?? 0);
  const answers: Answer[] = [];
  for (const pid of stopped) process.kill(pid, "SIGSTOP");
  try {
    const until = performance.now() + HUNG_SECONDS * 1000;
    while (performance.now() < until) {
      // Twenty at once: more than there are connections.
      const round = Array.from({ length: 10 }, () => [
        ask("memory/timeline", {}),
        ask("house/search", { query: "lamp" }),
      ]);
      answers.push(...(await Promise.all(round.flat())));
      await pause(500);
    }
    expect((await ask("health")).status).toBe(200);
    expect((await ask("house/entities", {})).status, "the present is known without it").toBe(200);
    expect((await status()).engine).toMatchObject({
      state: "away",
      reason: expect.stringContaining("does not answer"),
    });
  } finally {
    for (const pid of stopped) process.kill(pid, "SIGCONT");
  }
  const began = performance.now();
  expect(
    answers.every(({ status, code, retryAfter }) => status === 503 && code === "database_away" && retryAfter),
  ).toBe(true);
  const slowest = Math.max(...answers.map(({ seconds }) => seconds));
  expect(slowest).toBeLessThanOrEqual(5.5);
  await expect.poll(async () => (await ask("memory/timeline", {})).status, { timeout: 20_000 }).toBe(200);
  await expect.poll(async () => (await status()).queue.spilled, { timeout: 20_000 }).toBe(0);
  const backSeconds = (performance.now() - began) / 1000;
  expect(backSeconds).toBeLessThanOrEqual(10);

  await told;
  await expect.poll(async () => (await status()).queue.waiting, { timeout: 20_000 }).toBe(0);
  expect(await compared(database.url, await floodTold(home, from))).toMatchObject({ lost: 0, double: 0 });
  figure(
    "R9",
    `PostgreSQL stopped by SIGSTOP for ${HUNG_SECONDS} s at ${PER_SECOND}/s: ${answers.length} questions refused, slowest after ${slowest.toFixed(1)} s; all well ${backSeconds.toFixed(1)} s after SIGCONT, 0 lost`,
  );
}, 180_000);

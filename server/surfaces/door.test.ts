import { readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { type Clock, systemClock } from "#server/clock.ts";
import { sessionsIn } from "./sessions.ts";
import { ticketBook } from "./tickets.ts";

const DAY_MS = 24 * 3_600_000;

function movedClock() {
  let now = Date.now();
  const clock: Clock = { ...systemClock, now: () => now };
  const pass = (ms: number) => {
    now += ms;
  };
  return { clock, pass };
}

it("keeps browsers signed in over a restart for ninety days, by hashes only", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-door-"));
  const file = path.join(folder.path, "sessions.json");
  const { clock, pass } = movedClock();
  const session = sessionsIn(file, clock).open();
  expect(session).toHaveLength(43); // 32 random bytes
  expect(readFileSync(file, "utf8")).not.toContain(session);
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const restarted = sessionsIn(file, clock);
  pass(89 * DAY_MS);
  expect(restarted.has(session)).toBe(true);
  expect(restarted.has(session.slice(1))).toBe(false);
  pass(2 * DAY_MS);
  expect(restarted.has(session)).toBe(false);
});

it("signs everybody out where the file of sessions is torn, and keeps no more than 200", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-door-"));
  const file = path.join(folder.path, "sessions.json");
  writeFileSync(file, '{"ab');
  const sessions = sessionsIn(file, systemClock);
  const first = sessions.open();
  const others = Array.from({ length: 200 }, () => sessions.open());
  expect(sessions.has(first)).toBe(false);
  expect(others.every((session) => sessions.has(session))).toBe(true);
});

it("takes a ticket once, and for half an hour", () => {
  const { clock, pass } = movedClock();
  const tickets = ticketBook(clock);
  const [early, late] = [tickets.issue(), tickets.issue()];
  pass(29 * 60_000);
  expect([tickets.redeem(early), tickets.redeem(early), tickets.redeem("none")]).toEqual([true, false, false]);
  pass(2 * 60_000);
  expect(tickets.redeem(late)).toBe(false);
});

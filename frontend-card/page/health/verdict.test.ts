import { expect, it } from "vitest";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { en } from "../words/en.ts";
import { verdict } from "./verdict.ts";

const wellStatus: SystemStatus = {
  version: "0.1.0",
  started_at: "2026-11-21T06:00:00.000000+00:00",
  engine: {
    name: "postgresql",
    version: "17.2",
    bytes: 9_000_000,
    events: 12_000,
    state: "up",
    reason: null,
    kind: "external",
    disk: "ssd",
    commit_seconds: 0.25,
  },
  queue: { waiting: 3, bound: 20_000, spilled: 0, spilled_bytes: 0, shed: 0, dead: 0, stored: 12_000, reason: null },
  lag_ms: 300,
  memory_bytes: 150_000_000,
  disk_free_bytes: 50_000_000_000,
  checked_at: "2026-11-21T06:45:00.000000+00:00",
  import: { state: "done", done: 12_000, remaining: 0, rate: null },
  recorder_import: null,
  gaps: [],
  pauses: [],
  errands: [],
  embedding: { state: "done", model: "static", width: 256, done: 40, remaining: 0, reason: null },
  size: null,
  options: { wrong: [], waiting: [] },
  tls: null,
  app: null,
  you: { may_change: true, is_guest: false, may_pause_minutes: 60 },
  connections: [
    {
      id: "36c2e59b-9857-4115-83a6-0300f12e0590",
      home: 1,
      name: "Home",
      url: "http://homeassistant.local:8123",
      state: "live",
      reason: null,
      version: "2026.11.0",
      features: [],
      missing: [],
      last_connected_at: null,
      last_seen_at: null,
      health: null,
      clock: { skew_ms: 12, sentence: null },
      entities: 54,
      import: { state: "done", part: null, done: 12_000, remaining: 0, rate: null, reached: null },
    },
  ],
};
const { queue, engine } = wellStatus;

it("is calm while all is well", () => {
  expect(verdict(wellStatus, en)).toEqual({ level: "well", sentences: [] });
});

it.each<[string, Partial<SystemStatus>, "note" | "trouble", RegExp]>([
  ["the database is away", { engine: { ...engine, state: "away" } }, "trouble", /nothing is lost/],
  ["events were given up", { queue: { ...queue, shed: 2, spilled: 9 } }, "trouble", /2 events were lost/],
  ["nothing takes events", { queue: { ...queue, waiting: 7, reason: "x" } }, "trouble", /memory holds 7/i],
  ["the disk is nearly full", { disk_free_bytes: 90_000_000 }, "trouble", /Only 90 MB/],
  ["the spill file is being emptied", { queue: { ...queue, spilled: 40 } }, "note", /spill file/],
  ["storing runs behind", { lag_ms: 42_000 }, "note", /42 s/],
  ["an option is not heeded", { options: { wrong: ["The option voice is …"], waiting: [] } }, "note", /option voice/],
  ["no home is connected", { connections: [] }, "note", /No home/],
  [
    "a home is out of reach",
    { connections: wellStatus.connections.map((one) => ({ ...one, state: "unreachable" as const })) },
    "trouble",
    /Home: Out of reach/,
  ],
])("says so when %s", (_, change, level, sentence) => {
  const told = verdict({ ...wellStatus, ...change }, en);
  expect(told.level).toBe(level);
  expect(told.sentences.join("\n")).toMatch(sentence);
});

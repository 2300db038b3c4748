import { expect, it } from "vitest";
import { seen } from "#server/store/memory/testing.ts";
import { unflushedBatches } from "./unflushed.ts";

const event = (n: number) => seen("sensor.n", "2026-11-21T06:45:00.000001+00:00", { state: String(n) });

function wal() {
  const state = { written: "0", inserted: "0", crashes: "never" };
  return { state, batches: unflushedBatches(async () => ({ ...state })) };
}

it("gives back what a crash may have cost, once", async () => {
  const { state, batches } = wal();
  state.inserted = "100";
  await batches.hold([event(1)]);
  state.inserted = "200";
  await batches.hold([event(2), event(3)]);
  expect(await batches.lost()).toEqual([]);
  state.crashes = "just now";
  expect((await batches.lost()).map((one) => one.state)).toEqual(["1", "2", "3"]);
  expect(await batches.lost()).toEqual([]);
});

it("lets go of what is on the disk", async () => {
  const { state, batches } = wal();
  state.inserted = "9";
  await batches.hold([event(1)]);
  state.inserted = "10";
  await batches.hold([event(2)]);
  state.written = "9"; // numbers, not texts
  expect(await batches.lost()).toEqual([]);
  state.crashes = "just now";
  expect((await batches.lost()).map((one) => one.state)).toEqual(["2"]);
});

it("does not give back what was forgotten meanwhile", async () => {
  const { state, batches } = wal();
  state.inserted = "100";
  await batches.hold([event(1), event(2)]);
  batches.forget((one) => one.state === "1");
  state.crashes = "just now";
  expect((await batches.lost()).map((one) => one.state)).toEqual(["2"]);
});

import { expect, it } from "vitest";
import { seen } from "#server/store/memory/testing.ts";
import { unflushedBatches } from "./unflushed.ts";

const event = (n: number) => seen("sensor.n", "2026-11-21T06:45:00.000001+00:00", { state: String(n) });

function wal() {
  const state = { written: "0", inserted: "0", crashes: "never" };
  const letGoOf: number[] = [];
  const journal = { letGo: (number: number) => void letGoOf.push(number) };
  const batches = unflushedBatches(async () => ({ ...state }), journal);
  const lost = async () => (await batches.lost()).map((one) => one.state);
  return { state, batches, letGoOf, lost };
}

it("gives back what a crash may have cost, until it was stored once more", async () => {
  const { state, batches, letGoOf, lost } = wal();
  state.inserted = "100";
  await batches.hold([event(1)], 0);
  state.inserted = "200";
  await batches.hold([event(2), event(3)], 1);
  expect(await lost()).toEqual([]);
  state.crashes = "just now";
  expect(await lost()).toEqual(["1", "2", "3"]);
  expect(await lost()).toEqual(["1", "2", "3"]);
  expect(letGoOf).toEqual([]);
  batches.letGo();
  expect(await lost()).toEqual([]);
  expect(letGoOf).toEqual([1]);
});

it("lets go of what is on the disk", async () => {
  const { state, batches, letGoOf, lost } = wal();
  state.inserted = "9";
  await batches.hold([event(1)], 0);
  state.inserted = "10";
  await batches.hold([event(2)], 1);
  state.written = "9"; // numbers, not texts
  expect(await lost()).toEqual([]);
  expect(letGoOf).toEqual([0]);
  state.crashes = "just now";
  expect(await lost()).toEqual(["2"]);
});

it("lets go of what went another way no sooner than of what came before", async () => {
  const { state, batches, letGoOf, lost } = wal();
  state.inserted = "10";
  await batches.hold([event(1)], 0);
  batches.passOver(1);
  await lost();
  expect(letGoOf).toEqual([]);
  state.written = "10";
  await lost();
  expect(letGoOf).toEqual([1]);
});

it("does not give back what was forgotten meanwhile", async () => {
  const { state, batches } = wal();
  state.inserted = "100";
  await batches.hold([event(1), event(2)], 0);
  batches.forget((one) => one.state === "1");
  state.crashes = "just now";
  expect((await batches.lost()).map((one) => one.state)).toEqual(["2"]);
});

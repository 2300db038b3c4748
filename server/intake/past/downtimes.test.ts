import { expect, it } from "vitest";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { LogbookEntry } from "./contract.ts";
import { downtimesIn } from "./downtimes.ts";

const at = (time: string) => fromMicroseconds(toMicroseconds(`2026-11-21T${time}Z`));
const micros = (...times: string[]) => times.map((time) => toMicroseconds(at(time)));
const entry = (time: string, message: string, domain = "homeassistant"): LogbookEntry => ({
  when: toMicroseconds(at(time)) / 1e6,
  domain,
  message,
});

it("runs from the stop to the first word of the start, in any order", () => {
  const logbook = [entry("06:12:30", "started"), entry("06:10:00", "stopped")];
  const words = micros("06:12:10", "06:05:00", "06:09:59", "06:12:12", "06:12:30");
  expect(downtimesIn(logbook, words)).toEqual([{ from: at("06:10:00"), to: at("06:12:10") }]);
});

it("runs from the last word to the first one after it where Home Assistant was killed, however quiet the night was before", () => {
  const words = micros("02:00:00", "03:30:00", "03:59:50", "06:11:50", "06:11:58", "06:12:01");
  expect(downtimesIn([entry("06:12:02", "started")], words)).toEqual([{ from: at("03:59:50"), to: at("06:11:50") }]);
});

it("tells each of several starts its own downtime", () => {
  const logbook = [1, 2, 3].flatMap((hour) => [entry(`0${hour}:00:00`, "stopped"), entry(`0${hour}:05:00`, "started")]);
  const words = micros("00:59:00", "01:04:00", "02:04:30", "03:04:40");
  expect(downtimesIn(logbook, words).map(({ from, to }) => [from, to])).toEqual([
    [at("01:00:00"), at("01:04:00")],
    [at("02:00:00"), at("02:04:30")],
    [at("03:00:00"), at("03:04:40")],
  ]);
});

it("knows nothing without a start of Home Assistant, or without a word before it", () => {
  expect(downtimesIn([entry("06:12:00", "started", "automation")], micros("06:00:00"))).toEqual([]);
  expect(downtimesIn([entry("06:12:00", "started")], [])).toEqual([]);
});

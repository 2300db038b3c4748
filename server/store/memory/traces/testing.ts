import { readFileSync } from "node:fs";
import { Trace } from "./trace.ts";

/** A trace recorded from Home Assistant 2026.11, by the name of its file. */
export const recorded = (name: string): Trace =>
  Trace.parse(JSON.parse(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), "utf8")));

export const recordedTraces = [
  "chose-a-branch",
  "failed-half-way",
  "inner-script",
  "script-in-script",
  "triggered-by-a-person",
  "triggered-by-event",
  "triggered-by-state",
  "triggered-by-time",
  "triggered-by-webhook",
] as const;

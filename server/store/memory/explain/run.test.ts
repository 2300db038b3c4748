import { expect, it } from "vitest";
import { recorded } from "../traces/testing.ts";
import { runOf } from "./run.ts";

it("reads from a trace which state set it off, and what it called", () => {
  expect(runOf(recorded("triggered-by-state"))).toMatchObject({
    domain: "automation",
    entity: "automation.second_of_a_chain",
    hasFailed: false,
    trigger: {
      description: "state of input_boolean.chain",
      state: { entity: "input_boolean.chain", at: "2026-11-21T04:19:21.887467+00:00" },
    },
    calls: [{ domain: "humidifier", service: "turn_off", data: { entity_id: ["humidifier.humidifier"] } }],
  });
});

it("reads which event set it off, and who sent that", () => {
  const { event } = runOf(recorded("triggered-by-event")).trigger;
  expect(event).toMatchObject({ type: "doorbell_pressed", data: { button: "front" } });
  expect(event?.context?.userId).toMatch(/^[0-9a-f]{32}$/);
});

it("reads which scripts a script started", () => {
  const inner = runOf(recorded("inner-script"));
  expect(runOf(recorded("script-in-script"))).toMatchObject({ children: [inner.runId], context: inner.context });
});

it("reads what was called in a branch", () => {
  expect(runOf(recorded("chose-a-branch")).calls).toMatchObject([
    { domain: "input_number", service: "set_value", data: { value: 30, entity_id: ["input_number.level"] } },
  ]);
});

it("reads that a run failed, that a person ran it, and that it was the time", () => {
  expect(runOf(recorded("failed-half-way")).hasFailed).toBe(true);
  expect(runOf(recorded("triggered-by-a-person")).trigger).toEqual({ description: null });
  expect(runOf(recorded("triggered-by-time")).trigger).toEqual({ description: "time pattern" });
});

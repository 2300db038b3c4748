import { expect, it } from "vitest";
import { Content, followTurns, type Turn } from "./turns.ts";
import { voiceObservation } from "./voice-observation.ts";

const created = "2026-11-24T10:00:00.123456+00:00";
const own = "conversation.home_assistant";
const user = (content: string) => ({ role: "user", content, created });
const says = (content: string | null, more = {}) => ({ role: "assistant", agent_id: own, content, created, ...more });
const calls = says(null, { tool_calls: [{ tool_name: "HassTurnOn", tool_args: {} }] });
const result = (data: unknown, error = false) => ({
  role: "tool_result",
  agent_id: own,
  result: { data, error },
  created,
});

function turnsOf(...contents: unknown[]): Turn[] {
  const turns: Turn[] = [];
  const take = followTurns((turn) => turns.push(turn));
  for (const content of contents) take(Content.parse(content));
  return turns;
}

it.each([
  ["done", [calls, result({ response_type: "action_done" }), says("Turned on the light")]],
  [
    "failed",
    [calls, result({ response_type: "error", data: { code: "failed_to_handle" } }), says("An error occurred")],
  ],
  ["failed", [calls, result({}, true), says("It did not work")]],
  ["failed", [says("Error: the service is away")]],
  ["not understood", [says("Sorry, I couldn't understand that")]],
  ["answered", [says("It is a nice day", { agent_id: "conversation.some_model" })]],
  [
    "done",
    [says("Let me see", { tool_calls: [{}] }), result({}), says("Done", { agent_id: "conversation.some_model" })],
  ],
])("knows that it was %s", (outcome, contents) => {
  const turns = turnsOf({ role: "system", content: "" }, user("turn on the lamp"), ...contents);
  expect(turns).toMatchObject([{ asked: "turn on the lamp", at: created, outcome }]);
});

it("tells the turns of a conversation one by one, and none that is not over", () => {
  const turns = turnsOf(user("one"), says("what?"), user("two"), calls, result({}), says("ok"), user("three"));
  expect(turns.map(({ asked, outcome }) => [asked, outcome])).toEqual([
    ["one", "not understood"],
    ["two", "done"],
  ]);
});

it("keeps no code that somebody spoke", () => {
  const [turn] = turnsOf(user("disarm the alarm with code 12 34"), says("The code 1234 is wrong"));
  expect(turn && voiceObservation(turn).attributes).not.toMatch(/12 ?34/);
});

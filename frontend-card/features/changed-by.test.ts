import { afterEach, expect, it } from "vitest";
import { speak } from "../page/words/words.ts";
import { changedBy } from "./changed-by.ts";

type Causes = Parameters<typeof changedBy>[0];
const states = {
  "automation.welcome": { state: "on", last_changed: "", attributes: { friendly_name: "Welcome" } },
};
const cause = (kind: Causes[number]["kind"], rest: object = {}): Causes => [
  { kind, sentence: "So it was.", certainty: "certain", ...rest },
];

afterEach(() => speak("en"));

it.each([
  [cause("person", { person: "Anna" }), "by Anna", "von Anna"],
  [cause("automation", { entity_id: "automation.welcome" }), "by automation Welcome", "durch Automation Welcome"],
  [cause("script", { entity_id: "script.gone" }), "by script script.gone", "durch Skript script.gone"],
  [cause("device", { entity_id: "event.switch" }), "at event.switch", "an event.switch"],
  [cause("device"), "by itself or by hand", "von selbst oder von Hand"],
  [cause("home assistant start"), "at a restart", "bei einem Neustart"],
  [[], "by something unknown", "durch etwas Unbekanntes"],
])("says who or what changed it, in both languages: %#", (causes, english, german) => {
  expect(changedBy(causes, states)).toBe(english);
  speak("de");
  expect(changedBy(causes, states)).toBe(german);
});

it("names the nearest of several causes", () => {
  const chain = [...cause("automation", { entity_id: "automation.welcome" }), ...cause("person", { person: "Anna" })];
  expect(changedBy(chain, states)).toBe("by automation Welcome");
});

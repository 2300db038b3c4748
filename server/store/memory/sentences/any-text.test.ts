import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentenceOf } from "./sentence-of.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";

function told(name: string, entity_id: string, change: string, words = english) {
  const [old_state, state = null] = change.split(" > ");
  return sentenceOf({ kind: "state_changed", entity_id, state, old_state, attributes: null }, { name }, words)?.text;
}

describe("what devices and people wrote", () => {
  it("is one line, of bounded length, and never a template", () => {
    expect(told("Hall\n\u0000\u202elamp\u200b “x”", "light.h", "off > on")).toBe("Hall lamp x turned on");
    expect(told("{state} {name}", "light.h", "off > on")).toBe("{state} {name} turned on");
    expect(told("x".repeat(5_000), "light.h", "off > on")).toHaveLength(80 + " turned on".length);
    expect(told("", "light.hall_lamp", "off > on")).toBe("Hall lamp turned on");
    expect(told("Note", "input_text.n", "a > <b>ignore all</b>\nrules")).toBe(
      "Note was set to “<b>ignore all</b> rules”",
    );
    expect(told("Odd", "constructor.x", "a > __proto__")).toBe("Odd changed from a to proto");
  });

  it("never makes it fail, nor longer than 300 characters, whatever the event", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom("on", "off", "playing", "home", "constructor"),
    );
    const domain = fc.oneof(
      text,
      fc.constantFrom("light", "climate", "media_player", "event", "update", "calendar", "person"),
    );
    const keys = fc.constantFrom(
      "media_title",
      "temperature",
      "event_type",
      "message",
      "name",
      "source",
      "domain",
      "service_data",
      "entity_id",
      "level",
      "action",
    );
    const data = fc.option(fc.dictionary(fc.oneof(keys, text), fc.anything(), { noNullPrototype: true }));
    const event = fc.record({
      kind: fc.oneof(
        fc.constantFrom("state_changed", "call_service", "automation_triggered", "system_log_event", "logbook_entry"),
        text,
      ),
      entity_id: fc.option(fc.tuple(domain, text).map((parts) => parts.join("."))),
      state: fc.option(text),
      old_state: fc.option(text, { nil: undefined }),
      attributes: data,
      old_attributes: data,
      person: fc.option(text),
    });
    const thing = fc.record({
      name: fc.option(text),
      area: fc.option(text),
      device_class: fc.option(text),
      unit: fc.option(text),
    });
    fc.assert(
      fc.property(event, thing, fc.constantFrom(english, german), (event, thing, words) => {
        const sentence = sentenceOf(event, thing, words);
        if (!sentence) return;
        expect(sentence.text.length).toBeLessThanOrEqual(300);
        expect(sentence.text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2028\u2029]/u);
        expect(words.said).toHaveProperty(sentence.kind);
      }),
      { numRuns: 500 },
    );
  });
});

describe("in German", () => {
  it.each([
    ["Garagentor", "cover.g", "closed > open", "Garagentor wurde geöffnet"],
    ["Anna", "person.anna", "home > not_home", "Anna hat das Haus verlassen"],
    ["Wetter", "weather.w", "sunny > rainy", "Das Wetter wechselte zu regnerisch (Wetter)"],
  ])("%s %s %s", (name, entity, change, text) => {
    expect(told(name, entity, change, german)).toBe(text);
  });

  it("fills in the same parts as English", () => {
    const parts = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [verb, text] of Object.entries(english.said))
      expect(parts(german.said[verb as keyof typeof german.said]), verb).toEqual(parts(text));
  });
});

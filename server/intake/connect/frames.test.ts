import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { systemClock } from "../../clock.ts";
import { startCommands } from "./commands.ts";
import { noCounts } from "./counters.ts";
import { messageReader, readFrame } from "./frames.ts";
import { listeningLog } from "./pretend-home.ts";
import { startSubscriptions } from "./subscriptions.ts";

/** A reader with one subscription, whose id is 1. */
function listening() {
  const counters = noCounts();
  const commands = startCommands(() => {}, systemClock, counters);
  const over = new AbortController();
  const parts = {
    commands,
    counters,
    clock: systemClock,
    log: listeningLog(),
    poisoned: () => {},
    signal: over.signal,
  };
  const subscriptions = startSubscriptions(parts);
  const heard: unknown[] = [];
  subscriptions.subscribe({ type: "subscribe_events" }, (event) => heard.push(event)).catch(() => {});
  const take = messageReader(commands, subscriptions, counters);
  take({ id: 1, type: "result", success: true, result: null });
  return { read: (text: string) => readFrame(text, take), heard, counters };
}

const event = { id: 1, type: "event", event: "good" };

describe("a frame", () => {
  it.each([
    ["null", true],
    ["[]", true],
    ["[[]]", true],
    ['"text"', true],
    ['{"id":"1","type":"event"}', true],
    ['{"id":1e400,"type":"event"}', true],
    ['{"id":7,"type":"event","event":{}}', true],
    ['{"id":1,"type":"unheard_of"}', true],
    ['{"id":9,"type":"result","success":true}', true],
    ['{"__proto__":{"id":1,"type":"event"}}', true],
    ['{"type":"event","event":{}}', true],
    [`${"[".repeat(10_000)}${"]".repeat(10_000)}`, true],
    ["", false],
    ['{"id":', false],
    ['{"id":NaN}', false],
    ["\u0000", false],
    ["{'id':1}", false],
  ])("%.40s costs nobody else anything", (text, isJson) => {
    const { read, heard, counters } = listening();
    expect(read(text)).toBe(isJson);
    expect(heard).toEqual([]);
    expect(counters.strays).toBe(isJson && text !== "[]" ? 1 : 0);
    read(JSON.stringify(event));
    expect(heard).toEqual(["good"]);
  });

  it("of five hundred messages loses only what is no message", () => {
    const notOurs = fc.jsonValue().filter((value) => Object(value)?.id !== 1);
    fc.assert(
      fc.property(fc.array(notOurs, { maxLength: 20 }), (junk) => {
        const { read, heard } = listening();
        expect(read(JSON.stringify([...Array(480).fill(event), ...junk, event]))).toBe(true);
        expect(heard).toHaveLength(481);
      }),
      { numRuns: 100 },
    );
  });

  it("whose event is named like a prototype changes none", () => {
    const { read, heard } = listening();
    read('{"id":1,"type":"event","event":{"__proto__":{"polluted":true}}}');
    expect(heard).toHaveLength(1);
    expect(Object.keys({})).toEqual([]);
    expect("polluted" in {}).toBe(false);
  });
});

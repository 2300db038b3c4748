import { describe, expect, it } from "vitest";
import { startAuthors } from "./authors.ts";
import { listenToEntries } from "./entries.ts";
import { pendingReads } from "./pending.ts";
import { type Trigger, triggersOf, versionIn } from "./triggers.ts";

const call = (domain: string, service: string, service_data: object = {}) => ({
  event_type: "call_service",
  data: { domain, service, service_data },
});

describe("what is read after an event", () => {
  it.each<[string, Parameters<typeof triggersOf>[0], Trigger[]]>([
    ["a save of one automation", call("automation", "reload", { id: "17" }), [{ kind: "automation", only: ["17"] }]],
    ["a reload of all automations", call("automation", "reload"), [{ kind: "automation" }]],
    ["a reload of scripts", call("script", "reload"), [{ kind: "script" }]],
    ["an automation that runs", call("automation", "trigger"), []],
    ["a light", call("light", "turn_on"), []],
    [
      "a saved dashboard",
      { event_type: "lovelace_updated", data: { url_path: "my-board" } },
      [{ kind: "dashboard", only: ["my-board"] }],
    ],
    [
      "the saved default dashboard",
      { event_type: "lovelace_updated", data: { url_path: null } },
      [{ kind: "dashboard", only: ["lovelace"] }],
    ],
    ["an area", { event_type: "area_registry_updated", data: { action: "update" } }, [{ kind: "area" }]],
    [
      "a deleted automation",
      { event_type: "entity_registry_updated", data: { action: "remove", entity_id: "automation.night" } },
      [{ kind: "entity" }, { kind: "automation" }],
    ],
    ["what is named like a property of every object", { event_type: "constructor", data: {} }, []],
  ])("%s", (_, event, triggers) => {
    expect(triggersOf(event)).toEqual(triggers);
  });

  it("is a version only where another one is installed", () => {
    const state = (installed_version: string | null) => ({ attributes: { installed_version } });
    const told = (old: string | null, now: string | null) => ({
      event_type: "state_changed",
      time_fired: "2026-11-24T10:00:00+00:00",
      data: { entity_id: "update.router", old_state: state(old), new_state: state(now) },
    });
    expect(versionIn(told("1.0", "1.1"))).toMatchObject([{ kind: "version", only: ["update.router"] }]);
    expect(versionIn(told("1.0", "1.0"))).toEqual([]);
    expect(versionIn(told("1.0", null))).toEqual([]);
    expect(versionIn({ ...told("1.0", "1.1"), data: null })).toEqual([]);
  });

  it("is each kind once, and only some of it where only some were asked for", () => {
    const pending = pendingReads();
    pending.add({ kind: "automation", only: ["1"], at: "a", by: "anna" });
    pending.add({ kind: "automation", only: ["2"], at: "b" });
    expect(pending.take()).toEqual([{ kind: "automation", only: ["1", "2"], at: "b", by: "anna", misses: 0 }]);
    pending.add({ kind: "automation", only: ["1"], at: "a" });
    pending.add({ kind: "automation", at: "b" });
    expect(pending.take()).toEqual([{ kind: "automation", at: "b", by: undefined, misses: 0 }]);
    expect(pending.take()).toEqual([]);
  });
});

describe("who it was", () => {
  const by = (user_id: string | null) => ({ context: { user_id } });

  it("is the event's own user, else whoever called for it a moment before", () => {
    const authors = startAuthors();
    authors.noticed({ ...call("automation", "reload"), ...by("anna") }, 1_000);
    expect(authors.of(by("ben"), { kind: "automation" }, 2_000)).toBe("ben");
    expect(authors.of(by(null), { kind: "automation" }, 2_000)).toBe("anna");
    expect(authors.of(by(null), { kind: "script" }, 2_000)).toBeUndefined();
    expect(authors.of(by(null), { kind: "automation" }, 12_000)).toBeUndefined();
  });

  it("is whoever had the update installed, which takes its time", () => {
    const authors = startAuthors();
    authors.noticed({ ...call("update", "install", { entity_id: ["update.router"] }), ...by("anna") }, 0);
    expect(authors.of({}, { kind: "version", only: ["update.router"] }, 900_000)).toBe("anna");
    expect(authors.of({}, { kind: "version", only: ["update.other"] }, 900_000)).toBeUndefined();
  });
});

describe("config entries", () => {
  function listening() {
    let now = 0;
    const told: string[] = [];
    const heard = listenToEntries({
      clock: { elapsed: () => now },
      changed: () => told.push("changed"),
      hidden: (id) => told.push(`hidden ${id}`),
    });
    const tell = (type: string | null, entry: object) =>
      heard([
        { type, entry: { entry_id: "e", domain: "zha", title: "Zigbee", state: "loaded", modified_at: 1, ...entry } },
      ]);
    return { told, tell, pass: (ms: number) => (now += ms) };
  }

  it("tell of hidden settings where one is modified and set up anew at once", () => {
    const { told, tell, pass } = listening();
    tell(null, {});
    tell("updated", { modified_at: 2 });
    pass(500);
    for (const state of ["unload_in_progress", "not_loaded", "setup_in_progress", "loaded"])
      tell("updated", { modified_at: 2, state });
    expect(told).toEqual(["hidden e"]);
  });

  it("tell nothing of a fresh token, of a reload, and of one that comes and goes", () => {
    const { told, tell, pass } = listening();
    tell(null, {});
    tell("updated", { modified_at: 2 });
    pass(20_000);
    for (const state of ["not_loaded", "setup_retry", "loaded", "setup_retry", "loaded"])
      tell("updated", { modified_at: 2, state });
    expect(told).toEqual([]);
  });

  it("tell what they show: a name, a new one, one that went", () => {
    const { told, tell } = listening();
    tell(null, {});
    tell("updated", { title: "Stick" });
    tell("added", { entry_id: "f" });
    tell("removed", {});
    expect(told).toEqual(["changed", "changed", "changed"]);
  });
});

import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checks } from "#server/analysis/diagnostics/checks.ts";
import { house } from "#server/analysis/diagnostics/testing.ts";
import type { Subject } from "#server/finding.ts";
import { whyNots } from "./contract.ts";
import { guardedBy, isForbidden } from "./guarded.ts";
import { planFor } from "./plan.ts";
import { remedies, remedyNamed } from "./remedies.ts";
import type { Trouble, Ward } from "./ward.ts";
import { languages } from "./words.ts";

type Built = ReturnType<typeof house>;

const ward = (built: Built, parts: Partial<Ward> = {}): Ward => ({
  ...{ house: built.now(), feeds: new Map(), critical: new Set<string>(), ...parts },
});
const trouble = (check: string, kind: Subject["kind"], id: string, parts: Partial<Trouble> = {}): Trouble => ({
  ...{ finding: 7, check, subject: { kind, id }, name: id, evidence: {}, mentions: [], ...parts },
});
function planned(name: string, of: Trouble, in_: Ward) {
  const remedy = remedyNamed(name);
  if (!remedy) throw new Error(name);
  return planFor(remedy, of, in_);
}

it("lists each remedy that there is, with its words in each language and checks that exist", () => {
  const files = readdirSync(path.join(import.meta.dirname, "remedies")).map((file) => file.replace(/\.ts$/, ""));
  expect(remedies.map(({ name }) => name).sort()).toEqual(files.sort());
  const known = new Set(checks.map(({ name }) => name));
  for (const remedy of remedies) expect(remedy.checks.filter((check) => !known.has(check))).toEqual([]);
  for (const words of Object.values(languages)) {
    expect(Object.keys(words.remedies).sort()).toEqual(files.sort());
    expect(Object.keys(words.whyNot).sort()).toEqual([...whyNots].sort());
  }
});

describe("what a remedy would do", () => {
  const failed = trouble("integration-failed", "integration", "ce");

  it("reloads one entry by the action of Home Assistant, and proves that it is loaded", () => {
    const built = house().integration("ce", { state: "setup_error" }).with("light.a", { entry_id: "ce" });
    expect(planned("reload-integration", failed, ward(built))).toMatchObject({
      plan: {
        steps: [{ action: { action: "homeassistant.reload_config_entry", data: { entry_id: "ce" } } }],
        touches: ["light.a"],
        proof: { kind: "loaded", entry_id: "ce" },
        undo: null,
      },
    });
  });

  it.each([
    ["waits for somebody to sign in", { asksToSignIn: true }, "needs_sign_in"],
    ["needs a new version", { state: "migration_error" }, "beyond_it"],
    ["needs a restart", { state: "failed_unload" }, "beyond_it"],
    ["was disabled", { isDisabled: true }, "gone"],
  ])("does not reload what %s", (_, parts, not) => {
    const built = house().integration("ce", { state: "setup_error", ...parts });
    expect(planned("reload-integration", failed, ward(built))).toEqual({ not });
  });

  it("switches the power only of what was declared, and only where that is on", () => {
    const gone = trouble("device-unavailable", "device", "d");
    const built = (state: string) =>
      house().device("d").device("p").with("sensor.d", { device_id: "d" }).with("switch.p", { device_id: "p", state });
    expect(planned("power-cycle", gone, ward(built("on")))).toEqual({ not: "no_door" });
    const feeds = new Map([["d", "switch.p"]]);
    expect(planned("power-cycle", gone, ward(built("off"), { feeds }))).toEqual({ not: "switched_off" });
    expect(planned("power-cycle", gone, ward(built("on"), { feeds }))).toMatchObject({
      plan: {
        steps: [
          { action: { action: "switch.turn_off" }, pauseSeconds: 10 },
          { action: { action: "switch.turn_on", target: { entity_id: ["switch.p"] } } },
        ],
        touches: ["sensor.d", "switch.p"],
        restore: { action: "switch.turn_on" },
      },
    });
  });

  it("asks a node for a sign of life only where Home Assistant can", () => {
    const silent = trouble("device-silent", "device", "d");
    const built = (domain: string, actions: string[]) =>
      house()
        .integration("ce", { domain })
        .device("d", { entry_id: "ce" })
        .with("sensor.d", { device_id: "d" })
        .named({ actions: new Set(actions) });
    expect(planned("ping-device", silent, ward(built("zwave_js", [])))).toEqual({ not: "no_door" });
    expect(planned("ping-device", silent, ward(built("zha", ["zwave_js.ping"])))).toEqual({ not: "no_door" });
    expect(planned("ping-device", silent, ward(built("zwave_js", ["zwave_js.ping"])))).toMatchObject({
      plan: { steps: [{ action: { action: "zwave_js.ping", target: { device_id: ["d"] } } }] },
    });
  });

  it("shows lines to add to the recorder, and does nothing", () => {
    const worst = [
      { entity_id: "sensor.a", percent: 40, states_a_day: 30_000 },
      { entity_id: "sensor.b", percent: 5, states_a_day: 3_000 },
    ];
    const growing = trouble("recorder-growing", "home", "", { evidence: { worst } });
    const built = house().with("sensor.a").with("sensor.b");
    expect(planned("keep-out-of-recorder", growing, ward(built))).toMatchObject({
      plan: { steps: [], lines: "recorder:\n  exclude:\n    entities:\n      - sensor.a" },
    });
  });

  it("is the same plan each time, and another one as soon as anything of it is", () => {
    const built = () => house().integration("ce", { state: "setup_error" }).with("light.a", { entry_id: "ce" });
    const hash = (of: Built) => {
      const it = planned("reload-integration", failed, ward(of));
      return "plan" in it ? it.plan.hash : it.not;
    };
    expect(hash(built())).toBe(hash(built()));
    expect(hash(built().with("light.b", { entry_id: "ce" }))).not.toBe(hash(built()));
  });
});

describe("H5: what is never done without a yes", () => {
  const reload = (entity_id: string, parts = {}, critical: string[] = []) => {
    const built = house()
      .integration("ce", { state: "setup_error" })
      .with(entity_id, { entry_id: "ce", ...parts });
    const all = ward(built, { critical: new Set(critical) });
    const it = planned("reload-integration", trouble("integration-failed", "integration", "ce"), all);
    if (!("plan" in it)) throw new Error(it.not);
    return guardedBy(it.plan, all);
  };

  it.each(["lock.a", "alarm_control_panel.a", "siren.a", "valve.a", "water_heater.a"])("touches %s", (id) => {
    expect(reload(id)).toBe("guarded");
  });

  it.each(["garage", "door", "gate"])("touches a cover that is a %s", (device_class) => {
    expect(reload("cover.a", { device_class })).toBe("guarded");
    expect(reload("cover.a", { device_class: "shade" })).toBeUndefined();
  });

  it("touches what people labelled critical", () => {
    expect(reload("light.a")).toBeUndefined();
    expect(reload("light.a", {}, ["light.a"])).toBe("guarded");
  });

  it.each([
    "automation.trigger",
    "automation.turn_on",
    "homeassistant.restart",
    "homeassistant.reload_all",
    "hassio.app_restart",
    "shell_command.x",
    "python_script.x",
    "script.x",
    "lock.unlock",
    "mqtt.publish",
  ] as const)("calls %s", (action) => {
    const plan = {
      ...{ remedy: "x", finding: 1, steps: [{ action: { action } }], touches: [], proof: { kind: "none" } as const },
      ...{ undo: null, restore: null, lines: null, hash: "" },
    };
    expect(guardedBy(plan, ward(house()))).toBe("never_unasked");
    expect(isForbidden(plan)).toBe(!action.startsWith("automation."));
  });

  it("is nothing that any remedy of the list could call, but the few that are allowed", () => {
    const most = remedies.filter((it) => it.most === "act").map(({ name }) => name);
    expect(most).toEqual(["ping-device", "reload-integration", "reload-automations", "power-cycle"]);
  });
});

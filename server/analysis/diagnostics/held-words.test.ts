import { expect, it } from "vitest";
import { z } from "zod";
import { unprovenIn } from "./automations/unproven.ts";
import { faultsOf } from "./own/faults-of.ts";
import { house } from "./testing.ts";
import { heldSaid, saidFault } from "./words.ts";

it("tells why a check did not run in the language of whoever asks", () => {
  expect(heldSaid({ code: "just_started", minutes: 2 }, "en")).toBe(
    "Home Assistant started 2 min ago; devices are still coming",
  );
  expect(heldSaid({ code: "just_started", minutes: 2 }, "de")).toBe(
    "Home Assistant ist vor 2 min gestartet; Geräte kommen noch",
  );
  const faults = [
    { code: "is_missing", line: 3, place: "name" },
    { code: "more", count: 4 },
  ] as const;
  const why = { code: "own_faults", file: "own-checks.yaml", faults } as const;
  expect(heldSaid(why, "en")).toBe("own-checks.yaml: line 3: name: is missing; and 4 more");
  expect(heldSaid(why, "de")).toBe("own-checks.yaml: Zeile 3: name: fehlt; und 4 weitere");
  expect(saidFault({ code: "is_folder" }, "de")).toBe(
    "sie ist nicht lesbar: sie ist ein Ordner; lege eine Datei an ihre Stelle",
  );
});

it("tells a name that is not known with the one that is near", () => {
  const { error } = z.strictObject({ above: z.number() }).safeParse({ abov: 1 });
  const issue = error?.issues.find(({ code }) => code === "unrecognized_keys");
  const [fault] = issue ? faultsOf(issue, ["above", "below"]) : [];
  expect(fault && saidFault(fault, "de")).toBe("abov gibt es nicht; meintest du above?");
});

it("names automations of which nothing proves that they should have run", () => {
  const at = house()
    .with("automation.mail")
    .with("automation.both")
    .with("automation.off", { state: "off" })
    .configured("automation.mail", {
      triggers: [
        { trigger: "mqtt", topic: "x" },
        { trigger: "webhook", webhook_id: "x" },
      ],
    })
    .configured("automation.both", {
      triggers: [
        { trigger: "mqtt", topic: "x" },
        { trigger: "time", at: "07:00" },
      ],
    })
    .configured("automation.off", { triggers: [{ trigger: "mqtt", topic: "x" }] })
    .now();
  const automations = { transitions: new Map(), members: [] } as never;
  const why = unprovenIn({ ...at, automations });
  expect(why && heldSaid(why, "en")).toMatch(/^cannot be judged.*: automation.mail \(mqtt, webhook\)$/);
  expect(why && heldSaid(why, "de")).toMatch(/^nicht zu beurteilen.*: automation.mail \(mqtt, webhook\)$/);
  expect(unprovenIn(at)).toBeUndefined();
});

import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { channelKinds } from "./channel.ts";
import { channelOf } from "./channels.ts";
import { levelOf } from "./level.ts";
import { toSay } from "./testing.ts";
import { channelWords } from "./words.ts";

describe("every way out", () => {
  it.each(channelKinds)("%s has a file of its own, and is what it says", (kind) => {
    expect(readdirSync(import.meta.dirname)).toContain(`${kind}.ts`);
    expect(channelOf(kind).kind).toBe(kind);
  });

  it("is loud where it is light or sound, and only there", () => {
    expect(channelKinds.filter((kind) => channelOf(kind).isLoud)).toEqual(["light", "speech"]);
  });
});

it.each([
  [{ isDanger: true, severity: "critical" }, "danger"],
  [{ severity: "critical" }, "urgent"],
  [{ severity: "error", kind: "reminder" }, "urgent"],
  [{ severity: "warning" }, "usual"],
  [{ severity: "info" }, "quiet"],
  [{ kind: "recovery", isDanger: true, severity: "critical" }, "quiet"],
  [{ kind: "digest", severity: "critical" }, "quiet"],
  [{ kind: "letter" }, "quiet"],
  [{ kind: "test", severity: "info" }, "usual"],
] as const)("%j takes as much attention as is right: %s", (parts, level) => {
  expect(levelOf(toSay(parts))).toBe(level);
});

it("says what came of a test in both languages, with what the other side said", () => {
  for (const language of ["en", "de"] as const) {
    const words = channelWords(language);
    for (const said of [words.refused, words.later, words.unknown])
      expect(said("no such phone")).toContain("no such phone");
  }
});

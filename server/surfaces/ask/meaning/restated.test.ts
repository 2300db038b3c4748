import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { english } from "../language/en/en.ts";
import { builtHouse } from "../testing.ts";
import { tokensOf } from "../words/tokens.ts";
import { lexiconOf } from "./lexicon.ts";
import { restatedIn } from "./restated.ts";

const lexicon = lexiconOf(builtHouse({}), english);
const now = Temporal.ZonedDateTime.from("2026-11-26T14:30:00+01:00[Europe/Amsterdam]");

it.each([
  ["I lost my keys. When was the back door opened?", "when was the back door opened"],
  ["Zoe was early - well, when did she get in?", "when did she get in"],
  ["how cold was it, in Boston", undefined],
  ["was the cat, the black one, in", undefined],
])("%s", (question, asked) => {
  const found = restatedIn(question, tokensOf(question), { lexicon, language: english, now });
  expect(found?.asked.map(({ text }) => text).join(" ")).toBe(asked);
});

import { expect, it } from "vitest";
import { english } from "../language/en/en.ts";
import { rejoined } from "./separable.ts";
import { tokensOf } from "./tokens.ts";

it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("takes %s for a word like any other", (word) => {
  const tokens = tokensOf(`When did ${word} run`, english.contractions);
  expect(tokens.map(({ text }) => text)).toEqual(tokensOf(`When did ${word} run`).map(({ text }) => text));
  expect(rejoined(tokens, {}, () => true)).toBe(tokens);
});

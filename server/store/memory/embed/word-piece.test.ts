import { expect, it } from "vitest";
import { tokensOf } from "./built-in.ts";
import cases from "./tokenizer-cases.json" with { type: "json" };

it.each(cases)("cuts %j as the original tokenizer does", (text, tokens) => {
  expect(tokensOf(text as string)).toEqual(tokens);
});

import { expect, it } from "vitest";
import { corrected } from "./correct.ts";
import { tokensOf } from "./tokens.ts";

const vocabulary = new Set(["opened", "yesterday", "closed", "locked", "temperature", "send"]);
const read = (text: string) =>
  corrected(tokensOf(text), vocabulary, (word) => word === "looker")
    .map(({ text: word }) => word)
    .join(" ");

it.each([
  ["opend", "opened"], // a letter missing
  ["colsed", "closed"], // two swapped
  ["lockked", "locked"], // one doubled
  ["yestarday", "yesterday"], // a wrong vowel
  ["temprature", "temperature"],
])("takes %s for %s", (written, meant) => expect(read(written)).toBe(meant));

it.each(["spend", "looked", "looker", "sauna", "opn"])("leaves %s, which may be another word", (word) =>
  expect(read(word)).toBe(word),
);

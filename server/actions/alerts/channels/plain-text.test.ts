import { expect, it } from "vitest";
import { asHtml, asMarkdown, lines, oneLine, untagged } from "./plain-text.ts";

it.each([
  ["a\r\nb", "a b"],
  ["a\u0000\u202eb\u2028c", "a b c"],
  ["  a   b ", "a b"],
])("%j is one line: %j", (text, expected) => {
  expect(oneLine(text)).toBe(expected);
});

it("cuts what is too long, and no sign in two", () => {
  expect(oneLine("abcdef", 4)).toBe("abc…");
  expect(oneLine("ab🙂cd", 4)).toBe("ab…");
});

it("keeps lines, and nothing else that is no sign", () => {
  expect(lines("a\r\nb\u0007\n\n c ")).toBe("a\nb\n\n c");
});

it.each([
  "![x](http://e.example/x)",
  "[x](javascript:1)",
  "<img src=x>",
  "# big",
  "- list",
  "`code`",
  "http://e.example",
])("leaves no Markdown in %s", (text) => {
  expect(asMarkdown(text).replace(/\\[^\w\s]/g, "")).not.toMatch(/[[\]()<>#!`*_:.-]/);
});

it("leaves no tags", () => {
  expect(asHtml(`<a href="x">'&'</a>`)).not.toMatch(/[<>"']/);
  expect(untagged("<b>a & b</b>")).toBe("‹b›a & b‹/b›");
});

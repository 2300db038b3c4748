import { inspect } from "node:util";
import { expect, it } from "vitest";
import { Secret } from "./secret.ts";

it.each([
  ["text", (secret: Secret) => `${secret}`],
  ["JSON", (secret: Secret) => JSON.stringify({ secret })],
  ["inspection", (secret: Secret) => inspect({ secret }, { showHidden: true, depth: 9 })],
])("hides its value in %s", (_, show) => {
  const secret = new Secret("correct horse");
  expect(show(secret)).toContain("[secret]");
  expect(show(secret)).not.toContain("horse");
  expect(secret.reveal()).toBe("correct horse");
});

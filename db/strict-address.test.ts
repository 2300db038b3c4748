import { expect, it } from "vitest";
import { strict } from "./strict-address.ts";

it.each([
  ["postgres://u:p@h/d?sslmode=require", "postgres://u:p@h/d?sslmode=verify-full"],
  [
    "postgres://u:p@h/d?a=b&sslmode=verify-ca&sslrootcert=/c",
    "postgres://u:p@h/d?a=b&sslmode=verify-full&sslrootcert=/c",
  ],
  ["postgres://u:p@h/d?sslmode=no-verify", "postgres://u:p@h/d?sslmode=no-verify"],
  ["postgres://u:p@h/d?uselibpqcompat=true&sslmode=require", "postgres://u:p@h/d?uselibpqcompat=true&sslmode=require"],
  ["postgres://u:sslmode=require@h/d", "postgres://u:sslmode=require@h/d"],
])("takes %s for %s", (address, meant) => {
  expect(strict(address)).toBe(meant);
});

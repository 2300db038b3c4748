import { expect, it } from "vitest";
import { Lru } from "./lru.ts";

it("keeps what is used, and lets go of what was used longest ago", () => {
  const lru = new Lru<number, string>(100);
  lru.set(0, "used");
  lru.set(1, "not used");
  for (let i = 2; i < 1_000; i++) {
    lru.set(i, String(i));
    expect(lru.get(0)).toBe("used");
  }
  expect(lru.get(1)).toBeUndefined();
  expect(lru.get(999)).toBe("999");
});

it("tells the latest value of a key", () => {
  const lru = new Lru<string, number>(4);
  for (const value of [1, 2, 3]) lru.set("key", value);
  expect(lru.get("key")).toBe(3);
});

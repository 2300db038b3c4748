import { expect, it } from "vitest";
import { ulidBytes } from "#test/world/recorder-bytes.ts";
import { ulidOf } from "./ulid.ts";

it.each(["01KAX4Q2ZS8K3J9V5YB7C0D1EF", "00000000000000000000000000", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"])(
  "reads %s back from the bytes that the recorder keeps",
  (id) => {
    expect(ulidOf(Buffer.from(ulidBytes(id) ?? []).toString("hex"))).toBe(id);
  },
);

import { describe, expect, it } from "vitest";
import { limiter } from "./limiter.ts";
import { peerOf } from "./peer.ts";
import { pressure } from "./pressure.ts";

const PATIENCE = { timeout: 20_000 };

describe("a limiter", () => {
  it("lets so many through in a span that begins with the first, and says how long to wait", () => {
    let now = 0;
    const tries = limiter({ most: 2, span: { seconds: 10 } }, { elapsed: () => now });
    expect([tries.waits("a"), tries.spend("a"), tries.spend("a"), tries.waits("a"), tries.spend("a")]).toEqual([
      ...[undefined, undefined, undefined, 10, 10],
    ]);
    now = 9_001;
    expect([tries.spend("a"), tries.spend("b")]).toEqual([1, undefined]);
    now = 10_000;
    expect([tries.waits("a"), tries.spend("a")]).toEqual([undefined, undefined]);
  });

  it("forgets whose span is over, and never holds more than its bound", () => {
    let now = 0;
    const tries = limiter({ most: 1, span: { seconds: 1 } }, { elapsed: () => now });
    for (let n = 0; n < 60_000; n++) tries.spend(`early ${n}`);
    expect(tries.size).toBeLessThanOrEqual(50_000);
    expect(tries.spend("early 59999")).toBe(1);
    now = 2_000;
    tries.spend("late");
    expect(tries.size).toBe(1);
  });
});

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:0db8::9", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("the peer %s is known as %s", (remoteAddress, known) => {
  expect(peerOf({ socket: { remoteAddress } } as Parameters<typeof peerOf>[0])).toBe(known);
});

describe("pressure", () => {
  const code = (work: () => unknown) => {
    try {
      work();
      return "begun";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it("refuses what comes while too much is under way, until something ends", () => {
    using load = pressure();
    const begun = Array.from({ length: 500 }, () => load.begin());
    expect(code(load.begin)).toBe("overloaded");
    begun[0]?.[Symbol.dispose]();
    expect(code(load.begin)).toBe("begun");
  });

  it("refuses while the loop is late, and takes on again once it is not", async () => {
    using load = pressure({ sustainedMs: 1_000 });
    const until = performance.now() + 1_300;
    while (performance.now() < until); // what a bug would do
    const seen: string[] = [];
    const look = setInterval(() => seen.push(code(load.begin)), 1);
    await expect.poll(() => seen, PATIENCE).toContain("overloaded");
    clearInterval(look);
    await expect.poll(() => code(load.begin), PATIENCE).toBe("begun");
  });
});

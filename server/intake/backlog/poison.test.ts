import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Observation } from "#server/store/memory/observation.ts";
import { seen } from "#server/store/memory/testing.ts";
import { storeAround } from "./poison.ts";

const failure = (code: string) => Object.assign(new Error(`failed with ${code}`), { code });
const event = (n: number) => seen("sensor.n", "2026-11-21T06:45:00+00:00", { state: String(n) });

function around(poisonous: ReadonlySet<string>, code = "22021") {
  const stored: string[] = [];
  const buried: [string, string][] = [];
  let attempts = 0;
  return {
    stored,
    buried,
    attempts: () => attempts,
    async store(batch: readonly Observation[]) {
      attempts++;
      if (batch.some(({ state }) => poisonous.has(state ?? ""))) throw failure(code);
      stored.push(...batch.map(({ state }) => state ?? ""));
    },
    async bury({ state }: Observation, reason: string) {
      buried.push([state ?? "", reason]);
    },
  };
}

describe("a batch with poison in it", () => {
  it("of 500 costs one, and some twenty attempts", async () => {
    const keeping = around(new Set(["123"]));
    const batch = Array.from({ length: 500 }, (_, n) => event(n));
    expect(await storeAround(batch, keeping)).toBe(1);
    expect(keeping.buried).toEqual([["123", "failed with 22021"]]);
    expect(keeping.stored).toHaveLength(499);
    expect(keeping.attempts()).toBeLessThanOrEqual(20);
  });

  it("is stored around it wherever and however much there is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (isPoison) => {
        const states = isPoison.map((_, n) => String(n));
        const poisonous = new Set(states.filter((_, n) => isPoison[n]));
        const keeping = around(poisonous, "23514");
        expect(
          await storeAround(
            states.map((_, n) => event(n)),
            keeping,
          ),
        ).toBe(poisonous.size);
        expect(keeping.stored).toEqual(states.filter((state) => !poisonous.has(state)));
        expect(keeping.buried.map(([state]) => state)).toEqual([...poisonous]);
      }),
    );
  });

  it.each(["57P01", "53100", "08006", "40P01", "ECONNREFUSED"])("is not to blame for %s", async (code) => {
    const keeping = around(new Set(["1"]), code);
    await expect(storeAround([event(0), event(1)], keeping)).rejects.toMatchObject({ code });
    expect(keeping.buried).toEqual([]);
  });

  it("is nothing where it is empty", async () => {
    expect(await storeAround([], around(new Set()))).toBe(0);
  });
});

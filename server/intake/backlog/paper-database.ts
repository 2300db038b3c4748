import type { Observation } from "#server/store/memory/observation.ts";
import type { Loss } from "./losses.ts";

const poison = Object.assign(new Error("invalid byte sequence"), { code: "22021" });

/** For tests: takes batches, or is away, or hangs. */
export function paperDatabase() {
  const batches: string[][] = [];
  const buried: string[] = [];
  const named: Loss[] = [];
  let hung = Promise.withResolvers<void>();
  hung.resolve();
  const database = {
    isAway: false,
    batches,
    buried,
    named,
    hang() {
      hung = Promise.withResolvers<void>();
    },
    letGo: () => hung.resolve(),
    async store(this: void, batch: readonly Observation[]) {
      await hung.promise;
      if (database.isAway) throw Object.assign(new Error("terminating connection"), { code: "57P01" });
      if (batch.some(({ state }) => state?.startsWith("poison"))) throw poison;
      batches.push(batch.map(({ state }) => state ?? ""));
    },
    async bury(this: void, { state }: Observation) {
      buried.push(state ?? "");
    },
    answers: async () => !database.isAway,
  };
  return database;
}

import { defineConfig } from "vitest/config";

const inWorld = "test/**/*.test.ts";
/** These wait for browsers and for Home Assistant more than they compute: two at a time fit two cores. */
const inPairs = [
  "test/{browser,home-assistant,integration,upgrades}/**/*.test.ts",
  "test/evening/first-findings.test.ts",
];
/** These lie under test/ but need no world. */
const withoutWorld = ["test/house/**/*.test.ts", "test/provision/**/*.test.ts"];

export default defineConfig({
  test: {
    globalSetup: ["./test/world/postgres-for-the-run.ts", "./test/world/page-for-the-run.ts"],
    pool: "forks",
    teardownTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: "rooms",
          include: ["{db,server,demo,frontend-card}/**/*.test.ts", ...withoutWorld],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "pairs",
          include: inPairs,
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "world",
          include: [inWorld],
          exclude: [...withoutWorld, ...inPairs],
          // A real Home Assistant wants a core for itself, and time limits are part of what is tested.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const inWorld = "test/**/*.test.ts";
/** These lie under test/ but need no world. */
const withoutWorld = ["test/house/**/*.test.ts", "test/provision/**/*.test.ts"];
/** One at a time: limits of time and of memory are part of what is tested. */
const alone = [
  "test/evening/first-evening.test.ts",
  "test/integration/integration.test.ts", // Python's tests count fifths of seconds
  "test/faults/{r7,r9,r13,r14,r20}-*.test.ts",
];
/** A browser wants a core for itself, and so does a container. */
const browsing = [
  "test/app/**/*.test.ts",
  "test/{browser,integration}/**/!(integration).test.ts",
  "test/faults/*-{page,dashboard}.test.ts",
  "test/world/chromium.test.ts",
];
/** Begun last, these would be waited for alone. */
const LONG =
  /first-findings|first-import|upgrades\/|home-assistant\/(changes|error-log|explain|recorder-equality)|backup|own-postgres|setup|faults\/r(3-|6|10|11)/;

/** The long ones first; and what waits for Home Assistant and for databases spread among what computes, so that the cores are never idle. */
class Spread extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => Number(LONG.test(moduleId));
    const isIn = (name: string) => sorted.filter(({ project }) => project.name === name);
    const [rooms, beside] = [isIn("rooms"), isIn("beside").toSorted((one, other) => isLong(other) - isLong(one))];
    const every = Math.ceil(rooms.length / Math.max(1, beside.length));
    const spread = rooms.flatMap((one, i) => (i % every ? [one] : [...beside.splice(0, 1), one]));
    return [...spread, ...beside, ...sorted.filter(({ project }) => !["rooms", "beside"].includes(project.name))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: Spread },
    globalSetup: ["./test/world/postgres-for-the-run.ts", "./test/world/page-for-the-run.ts"],
    pool: "forks",
    teardownTimeout: 20_000,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "rooms",
          include: ["{db,server,demo,frontend-card}/**/*.test.ts", ...withoutWorld],
          isolate: false, // what a file imports is read once, and not three hundred times
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "beside",
          include: [inWorld],
          exclude: [...withoutWorld, ...browsing, ...alone],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "browsing",
          include: browsing,
          exclude: alone,
          maxWorkers: 2,
          // A browser beside a whole Home Assistant is now and then starved of its core: what came too late may be tried once more, and it is told.
          retry: { count: 1, condition: /Timeout \d+ms exceeded/ },
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: "alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
});

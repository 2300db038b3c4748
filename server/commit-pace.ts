import { type DiskKind, diskKind } from "#db/disk-kind.ts";
import type { Log } from "./log.ts";
import { type DatabaseKind, databaseKind } from "./open-database.ts";
import type { Options } from "./options.ts";

type Pace = { seconds: number; why: string };

const CARD = new Set<DiskKind>(["sd", "emmc"]);

/**
 * How long an event may wait for others to be committed with. A card dies of bytes written, and each commit rewrites a page of the journal;
 * elsewhere half a second keeps 99 of 100 events durable within one, at 300 a second.
 */
export function commitPace(kind: DatabaseKind, disk: DiskKind): Pace {
  if (kind === "external") return { seconds: 0.25, why: "the database's disk is not ours to know" };
  if (CARD.has(disk)) return { seconds: 10, why: "the data folder is on a card, which wears out by being written" };
  if (kind === "embedded") return { seconds: 0.25, why: "embedded, and not on a card" };
  return { seconds: 0.5, why: "the data folder is not on a card" };
}

/** Options with a pace that fits the disk, unless one was given. */
export function paced(options: Options, log: Log): Options {
  if (options.isCommitPaceGiven) {
    log.info("commits paced", { seconds: options.commitSeconds, why: "HOMEOPS_COMMIT_SECONDS" });
    return options;
  }
  const disk = diskKind(options.dataFolder);
  const { seconds, why } = commitPace(databaseKind(options), disk);
  log.info("commits paced", { seconds, disk, why });
  return { ...options, commitSeconds: seconds };
}

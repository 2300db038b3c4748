import type { Queries } from "#db/database.ts";
import type { Instant } from "./clock.ts";
import type { World } from "./world.ts";

/** Five fields of cron by the clock of the home, or so many minutes after the last time. */
export type Times = { readonly cron: string } | { readonly minutes: number };

/** What a run gets. */
export interface Running {
  readonly world: World;
  /** Of a job of the server: none. */
  readonly home: number | undefined;
  readonly due: Instant;
  /** Aborted where it takes too long, or this process may no longer do it. */
  readonly signal: AbortSignal;
}

/** What came of it, in a few words; `write` is committed together with the note that it is done: once, or not at all. */
export interface Ending {
  readonly said: string;
  write?(tx: Queries): Promise<void>;
}

/** Something that is done at its times, by one process at a time. */
export interface Job {
  readonly name: string;
  readonly says: Readonly<Record<"en" | "de", string>>;
  /** `home`: for each home by itself. */
  readonly scope: "home" | "server";
  readonly times: Times;
  /** Waits while Home Assistant is not connected. */
  readonly needsHome?: boolean;
  /** How often one run may be tried. */
  readonly mostTries: number;
  readonly mostMinutes: number;
  /** Where the engine has no need of it. */
  isFor?(world: World): boolean;
  /** @throws Refusal why it could not be done */
  run(it: Running): Promise<Ending>;
}

const told = new WeakMap<World["db"], readonly Job[]>();

/** Those of all rooms, as the program was put together. */
export const tellJobs = ({ db }: Pick<World, "db">, jobs: readonly Job[]): void => void told.set(db, jobs);
export const jobsOf = (world: World): readonly Job[] =>
  (told.get(world.db) ?? []).filter(({ isFor }) => isFor?.(world) ?? true);

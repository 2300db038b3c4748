import type { z } from "zod";
import type { Finding } from "#server/finding.ts";
import type { HouseNow } from "./house-now.ts";

/** What a check sees. The runner adds the check's name, and waits until it has been so for long enough. */
export type Sighting = Omit<Finding, "check" | "since"> & {
  /** Seconds since the epoch; left out: since it was first seen. */
  readonly since?: number | undefined;
};

/** One thing that can be wrong: declarations, and one pure function that says of what it is so now. */
export interface Check<E extends z.ZodType = z.ZodType> {
  readonly name: string;
  /** For people who read what HomeOps looks at, one sentence. */
  readonly about: string;
  readonly evidence: E;
  /** So many seconds it must have been so. */
  readonly sustainedSeconds: number;
  /** What would make it wrong, and why it is not said then. */
  readonly holdsBack: readonly string[];
  /** It judges what people do or cause; on a holiday it says nothing of that. */
  readonly isOfHabits?: boolean;
  look(house: HouseNow): readonly Sighting[];
  /** Whether it is worse than what somebody called no problem; without it, never. */
  isBeyond?(now: z.output<E>, accepted: z.output<E>): boolean;
}

export const check = <E extends z.ZodType>(it: Check<E>): Check<E> => it;

// biome-ignore lint/suspicious/noExplicitAny: a list of checks forgets the types of their evidence; each is parsed by its own schema
export type AnyCheck = Check<any>;

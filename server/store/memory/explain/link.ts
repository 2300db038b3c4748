import type { Instant } from "#server/clock.ts";
import type { CauseShown } from "./contract.ts";
import type { Fact, FactContext } from "./fact.ts";
import type { House } from "./house.ts";
import type { Run } from "./run.ts";

/** All that is known around one event. */
export interface Around {
  house: House;
  /** The event's own, or the one that the rest gives it after a gap. */
  context: FactContext | null;
  /** Whether Home Assistant itself told the context. */
  isCertain: boolean;
  /** Events of the same context until then, by time. */
  inContext: readonly Fact[];
  /** Those of its parent. */
  ofParent: readonly Fact[];
  /** Runs of the same context, by their start. */
  runs: readonly Run[];
  /** Actions, starts and timers in the minutes before, whatever their context, by time. */
  lately: readonly Fact[];
  /** When Home Assistant was back after it had not been running; whether this is the entity's first word since. */
  restarts: readonly { at: Instant; isFirst: boolean }[];
  /** How many more entities of the same integration came or went in the same seconds. */
  companions: number;
}

/** Where the chain goes on: an event, or the last change of an entity until an instant, to that state where one is named. */
export type Next = { fact: Fact } | { entity: string; at: Instant; state?: string };

/** A part of the chain, nearest first. */
export interface Link {
  causes: Cause[];
  next?: Next | undefined;
  /** Everything from here on is likely at best. */
  isGuess?: boolean;
}

export interface Cause {
  kind: CauseShown["kind"];
  /** How a sentence about the other causes calls it. */
  label: string;
  sentence: string;
  entity?: string | undefined;
  person?: string | undefined;
  fact?: Fact | undefined;
  at?: Instant | undefined;
  run?: string | undefined;
  isCertain: boolean;
}

/** One way to explain an event; undefined where it does not apply. */
export type Explainer = (node: Fact, around: Around) => Link | undefined;

import type { HealthAsked } from "../health/asked/read-asked.ts";
import type { When } from "../time/compose.ts";
import type { Attribute } from "./attribute.ts";
import type { Configuration } from "./configuration.ts";
import type { Comparison, Lasting, Repeats } from "./features.ts";
import type { Kind } from "./kinds.ts";
import type { Predicate } from "./predicates.ts";
import type { Subject } from "./resolve.ts";

export const intents = [
  "last",
  "first",
  "count",
  "duration",
  "since",
  "list",
  "value",
  "extreme",
  "average",
  "change",
  "day",
  "usual",
  "total",
  "boolean",
  "where",
  "who",
  "why",
  "changed",
  "version",
  "voice",
  "summary",
  "compare",
  "attention",
  "not ours",
  "future",
  "unclear",
] as const;
export type Intent = (typeof intents)[number];

export type Relation = "when" | "while" | "since" | "after" | "before" | "until";

/** Of the runs of an appliance that one, or all of them on average. */
export type WhichRun = "last" | "first" | "longest" | "shortest" | "highest" | "lowest" | "mean";

/** What a question asks, as far as its words tell. */
export interface Understood {
  readonly intent: Intent;
  readonly subject: Subject;
  readonly predicate: Predicate | undefined;
  /** What is asked for beside a state. */
  readonly attribute: Attribute | undefined;
  /** Where people were, as their state says it. */
  readonly zone: string | undefined;
  /** The quantity that is asked for. */
  readonly measure: Kind | undefined;
  readonly comparison: Comparison | undefined;
  readonly lasting: Lasting | undefined;
  readonly repeats: Repeats | undefined;
  /** Of several times, the second, or the last but one (-2). */
  readonly nth: number | undefined;
  readonly quantifier: "all" | "any" | "none" | undefined;
  readonly extreme: "highest" | "lowest" | undefined;
  /** Of several times that it was so, which. */
  readonly length: "longest" | "shortest" | "latest" | undefined;
  /** It asks about one run of an appliance as a whole: what it used, how long it took, which it was. */
  readonly run: WhichRun | undefined;
  /** The beginning or the end of what happened. */
  readonly edge: "start" | "end" | undefined;
  /** The first of several, not the last. */
  readonly isFirst: boolean;
  /** An instant is asked for, or how much time has gone since. */
  readonly answers: "instant" | "ago" | "entities" | "days" | undefined;
  /** "did it open" asks for a beginning, "was it open" for how it was. */
  readonly isEvent: boolean;
  /** What was asked went up, or down: "how much did it drop". */
  readonly goes: "up" | "down" | undefined;
  /** Of each day, on average. */
  readonly isDaily: boolean;
  /** "which room was the coldest" */
  readonly wantsWhich: boolean;
  /** "was it": whether, and not what. */
  readonly isClaim: boolean;
  /** What is asked about was spoken of before. */
  readonly isOfIt: boolean;
  /** "what was it", and not a thing and a time alone. */
  readonly wantsWhat: boolean;
  readonly when: When | undefined;
  /** What is set side by side: lengths, numbers of times, means, totals. */
  readonly quantity: Intent | undefined;
  /** Two times or two things are set side by side. */
  readonly other: Understood | undefined;
  readonly more: "more" | "less" | undefined;
  /** Of two times that are set side by side the one that had more, or less. */
  readonly picks?: boolean | undefined;
  /** Of two that did the same, whether the first of them did it first. */
  readonly order?: "before" | "after" | undefined;
  /** What a question about the configuration asks for. */
  readonly configuration: Configuration | undefined;
  /** What was asked after health, by forms of its own. */
  readonly health?: HealthAsked | undefined;
  readonly clause: { readonly relation: Relation; readonly understood: Understood } | undefined;
}

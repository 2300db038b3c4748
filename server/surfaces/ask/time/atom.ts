import type { Temporal } from "temporal-polyfill";
import type { Bound, PartOfDay } from "./time-words.ts";

/** A piece of time that a phrase tells; several make a span. */
export type Meaning =
  | {
      kind: "days";
      from: Temporal.PlainDate /** Excluded. */;
      to: Temporal.PlainDate /** Only the name of a weekday was said: 1 is Monday. */;
      weekday?: number | undefined;
    }
  | {
      kind: "part";
      part: PartOfDay | "last night" | "night before last" | "tonight";
      /** Of today only, or of any day. */
      isToday?: boolean;
    }
  | {
      kind: "clock";
      hour: number;
      minute: number;
      half: "am" | "pm" | undefined;
      /** Cannot be twelve hours later. */
      isExact: boolean;
      /** Its words tell the half of the day. */
      isOfWholeDay?: true;
    }
  | { kind: "span"; from: Temporal.ZonedDateTime; to: Temporal.ZonedDateTime; isMoment: boolean }
  | { kind: "bound"; bound: Bound }
  | { kind: "future" }
  | { kind: "ever" };

export type Atom = Meaning & { readonly start: number; readonly end: number };

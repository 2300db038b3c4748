import { type Outcome, SURE } from "../../answers/asked.ts";
import type { Language } from "../../language/language.ts";
import { cited, type Found, subjectOf } from "../found.ts";

/** The one finding that is asked for, as `told` puts it; undefined: nothing is wrong. */
export const worst = <One extends Found>(
  one: One | undefined,
  told: (one: One) => string,
  { health }: Language,
): Outcome =>
  one
    ? {
        text: told(one),
        result: { kind: "text", value: subjectOf(one) },
        citations: [cited(one)],
        confidence: SURE,
      }
    : {
        text: health.told.nothingWrong(undefined),
        result: { kind: "list", value: [] },
        citations: [],
        confidence: SURE,
      };

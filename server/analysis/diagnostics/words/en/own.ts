import type { OwnWords } from "../../own/said-own.ts";

export const own: OwnWords = {
  sentence: "{name}: {text}; it is {state} (asked for: {limit})",
  expected: "Not so, as your own check says",
  closes: "It is no longer so, or the check is changed or removed",
};

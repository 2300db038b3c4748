import type { OwnWords } from "../../own/said-own.ts";

export const own: OwnWords = {
  sentence: "{name}: {text}; Zustand {state} (gefragt: {limit})",
  expected: "Nicht so, wie deine eigene Prüfung sagt",
  closes: "Es ist nicht mehr so, oder die Prüfung wurde geändert oder entfernt",
};

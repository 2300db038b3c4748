import { count } from "../look/amounts.ts";
import type { healthEn } from "./health-en.ts";

export const healthDe: typeof healthEn = {
  watched: (n, ago) => `${count(n)} ${n === 1 ? "Gerät" : "Geräte"} im Blick, zuletzt angesehen ${ago}.`,
  justNow: "gerade eben",
  severity: "Schwere",
  everySeverity: "Jede Schwere",
  area: "Bereich",
  everywhere: "Alle Bereiche",
  narrowed: "Nichts dergleichen.",
  seen: "Gesehen",
  since: "Seit",
  effects: (n) => `Was daraus folgt: ${count(n)}`,
  moreEffects: (n) => `und ${count(n)} mehr`,
};

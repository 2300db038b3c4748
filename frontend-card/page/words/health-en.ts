import { count } from "../look/amounts.ts";

export const healthEn = {
  watched: (n: number, ago: string) => `${count(n)} ${n === 1 ? "device" : "devices"} watched, last looked ${ago}.`,
  justNow: "just now",
  severity: "Severity",
  everySeverity: "Every severity",
  area: "Area",
  everywhere: "Every area",
  narrowed: "Nothing of this kind.",
  seen: "Seen",
  since: "Since",
  effects: (n: number) => `What follows from it: ${count(n)}`,
  moreEffects: (n: number) => `and ${count(n)} more`,
};

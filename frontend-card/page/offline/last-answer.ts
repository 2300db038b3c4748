import { dayAndTimeOf } from "../look/moments.ts";

const KEY = "homeops-last-answer";

/** When HomeOps last answered this browser: all that the device keeps of it besides the page's own files. */
export const keepLastAnswer = (): void => localStorage.setItem(KEY, new Date().toISOString());

export const forgetLastAnswer = (): void => localStorage.removeItem(KEY);

/** In words; nothing where it is not known. */
export function lastAnswer(): string | undefined {
  const instant = localStorage.getItem(KEY);
  return instant && !Number.isNaN(Date.parse(instant)) ? dayAndTimeOf(instant) : undefined;
}

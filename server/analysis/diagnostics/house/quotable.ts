import type { LoggedLine } from "./logged-lines.ts";

const LONGEST = 240;

/** A line of the log as evidence: what others wrote, on one line, without marks that a text could be made to act by, and not too long. */
export function quotable({ message, exception }: Pick<LoggedLine, "message" | "exception">): string {
  const text = exception && !message.includes(exception) ? `${message} (${exception})` : message;
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1).toWellFormed()}…` : plain;
}

import type { Message } from "./channel.ts";

export type Level = "danger" | "urgent" | "usual" | "quiet";

/** How much of somebody's attention it takes. */
export function levelOf({ kind, severity, isDanger }: Pick<Message, "kind" | "severity" | "isDanger">): Level {
  if (kind === "recovery" || kind === "digest" || kind === "letter") return "quiet";
  if (kind === "test") return "usual";
  if (isDanger) return "danger";
  if (severity === "critical" || severity === "error") return "urgent";
  return severity === "warning" ? "usual" : "quiet";
}

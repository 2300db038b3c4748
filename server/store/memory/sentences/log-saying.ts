import { type Happening, type Saying, textIn } from "./happening.ts";
import { plain } from "./plain.ts";

const LONGEST = 160;
const REFUSED = "homeassistant.components.http.ban";
/** Ids, addresses and numbers differ from one time to the next where the error is the same. */
const VARIABLE =
  /\b(0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|([0-9a-f]{2}[:-]){5,7}[0-9a-f]{2}|(?=[a-f]*\d)[0-9a-f]{8,}|\d+([.:,-]\d+)*)\b/gi;

/** An error of Home Assistant's log, alike for all that differ in ids and numbers only. */
export function logSaying({ attributes }: Happening): Saying | undefined {
  const logger = textIn(attributes, "name") ?? textIn(attributes, "logger") ?? "";
  const message = messageIn(attributes);
  if (logger === REFUSED) return { verb: "login_refused", parts: { state: addressIn(message) } };
  const level = textIn(attributes, "level") ?? "";
  if (!message || level === "INFO" || level === "DEBUG") return undefined;
  const parts = {
    name: plain(sourceOf(logger)),
    state: plain(message.slice(0, 2_000).replace(VARIABLE, "#"), LONGEST),
  };
  return { verb: level === "WARNING" ? "log_warning" : "log_error", parts };
}

function messageIn(data: Happening["attributes"]): string {
  const message = data?.message;
  const first = Array.isArray(message) ? message[0] : message;
  return typeof first === "string" ? first : "";
}

const addressIn = (message: string): string =>
  plain(/\b(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]{2,})\b/i.exec(message)?.[0] ?? "?");

/** `homeassistant.components.zha.core` → "zha" */
function sourceOf(logger: string): string {
  const [, integration] = /^(?:homeassistant\.components|custom_components)\.([^.]+)/.exec(logger) ?? [];
  return integration ?? (logger.split(".")[0] || "?");
}

import type { KnownEntity } from "../house/known-house.ts";
import { domainOf, type Kind } from "./kinds.ts";
import type { Said } from "./read-question.ts";
import type { Intent } from "./understood.ts";

/** What is known of a thing beside its state: what it was set to, how bright it was, what it played. */
export type Attribute = "target" | "brightness" | "title";

/** Home Assistant's names of what something is set to. */
const TARGETS: Readonly<Record<string, string>> = {
  climate: "temperature",
  water_heater: "temperature",
  humidifier: "humidity",
  fan: "percentage",
  cover: "current_position",
};
const KINDS: Readonly<Record<Attribute, readonly Kind[]>> = {
  target: ["temperature", "humidity"],
  brightness: ["brightness"],
  title: ["media"],
};

/** Whether an attribute is told by this thing, or by a noun of this kind. */
export function isKept(attribute: Attribute, of: KnownEntity | Kind): boolean {
  if (typeof of === "string") return KINDS[attribute].includes(of);
  if (attribute === "title") return domainOf(of) === "media_player";
  if (attribute === "brightness") return domainOf(of) === "light";
  return domainOf(of) in TARGETS;
}

/** Home Assistant's name of it. */
export const nameOf = (attribute: Attribute, entity: KnownEntity): string =>
  attribute === "title" ? "media_title" : attribute === "brightness" ? "brightness" : (TARGETS[domainOf(entity)] ?? "");

/** Which attribute a question asks for; a lamp's brightness only where no sensor's is meant. */
export function attributeIn({ cues, features, mention }: Said, intent: Intent): Attribute | undefined {
  const isNamed = mention.length > 0;
  const isAsked = intent === "value" || intent === "total" || intent === "unclear";
  if (!isAsked || cues.has("when") || cues.has("howOften") || cues.has("howLong")) return undefined;
  if (cues.has("target"))
    return cues.has("yesNo") && !asks(cues) && features.measures.length === 0 ? undefined : "target";
  const plays = features.predicates.some(({ what }) => what === "playing");
  if (cues.has("title") || (plays && cues.has("what"))) return "title";
  if (cues.has("shown") && isNamed) return "title";
  return features.measures.some(({ what }) => what === "brightness") ? "brightness" : undefined;
}

const asks = (cues: Said["cues"]): boolean => cues.has("what") || cues.has("which") || cues.has("howMuch");

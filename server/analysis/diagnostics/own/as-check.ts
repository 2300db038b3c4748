import { z } from "zod";
import type { AnyCheck } from "../check.ts";
import type { HouseNow, Thing } from "../house-now.ts";
import { inTemplate } from "../references/in-template.ts";
import { holds, type OwnCheck } from "./own-check.ts";

export const OWN = "own:";
const MOST_FOUND = 200;

/** What an own check's finding rests on; the words are those of the file. */
export const OwnEvidence = z.object({
  text: z.string(),
  advice: z.string(),
  state: z.string().nullable().meta({ description: "as it was when it was seen; null of a template" }),
  limit: z.string().meta({ description: "what was asked for" }),
});

/** `templates`: what each rendered to, by its text. */
export function asCheck(own: OwnCheck, templates: ReadonlyMap<string, boolean>): AnyCheck {
  return {
    name: `${OWN}${own.name}`,
    about: own.text,
    evidence: OwnEvidence,
    sustainedSeconds: own.for,
    holdsBack: [],
    look: (house) => (own.template === undefined ? ofThings(own, house) : ofHome(own, templates)),
  };
}

const evidenceOf = (own: OwnCheck, state: string | null) => ({
  ...{ text: own.text, advice: own.advice, state, limit: limitOf(own) },
});

function ofThings(own: OwnCheck, house: HouseNow) {
  return thingsOf(own, house.things.values())
    .filter(({ state }) => holds(own, state))
    .slice(0, MOST_FOUND)
    .map((thing) => ({
      subject: { kind: thing.domain === "automation" ? "automation" : "entity", id: thing.entity_id } as const,
      severity: own.severity,
      evidence: evidenceOf(own, thing.state ?? null),
      // Of a number nothing says since when it is beyond a limit, but of a state.
      since: own.above === undefined && own.below === undefined ? thing.since : undefined,
    }));
}

const ofHome = (own: OwnCheck, templates: ReadonlyMap<string, boolean>) =>
  templates.get(own.template ?? "") === true
    ? [
        {
          subject: { kind: "home", id: "" } as const,
          severity: own.severity,
          evidence: evidenceOf(own, null),
          mentions: inTemplate(own.template ?? "", "").references.map(({ id }) => id),
        },
      ]
    : [];

type Chosen = Pick<Thing, "entity_id" | "domain" | "device_class" | "area_id">;

/** The things that it speaks of. */
export function thingsOf<T extends Chosen>(own: OwnCheck, things: Iterable<T>): T[] {
  const [wanted, unwanted] = [patternsOf(own.entities), patternsOf(own.except)];
  return [...things].filter(
    ({ entity_id, domain, device_class, area_id }) =>
      (wanted === undefined || wanted.some((it) => it.test(entity_id))) &&
      !unwanted?.some((it) => it.test(entity_id)) &&
      (own.domain?.includes(domain) ?? true) &&
      (own.device_class?.includes(device_class ?? "") ?? true) &&
      (own.area?.includes(area_id ?? "") ?? true),
  );
}

const patternsOf = (patterns: readonly string[] | undefined): RegExp[] | undefined =>
  patterns?.map((it) => new RegExp(`^${it.replaceAll(".", "\\.").replaceAll("*", "[a-z0-9_]*")}$`));

/** Numbers and states as they stand in the file. */
export function limitOf({ above, below, is, is_not, template }: OwnCheck): string {
  if (template !== undefined) return "template";
  const parts = [
    above === undefined ? "" : `> ${above}`,
    below === undefined ? "" : `< ${below}`,
    is === undefined ? "" : `= ${is.join(" | ")}`,
    is_not === undefined ? "" : `≠ ${is_not.join(" | ")}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

import { z } from "zod";
import { check } from "../check.ts";
import type { Configuration } from "../references/configurations.ts";
import { type Missing, missingOf } from "../references/is-missing.ts";

const MOST_NAMED = 5;
const COMES_LATE_SECONDS = 1_800;

const RefersToNothing = z.object({
  kind: z.enum(["automation", "script", "scene", "dashboard"]).meta({ description: "what it is" }),
  title: z.string().nullable().meta({ description: "as the dashboard is called; else null" }),
  missing: z
    .array(
      z.object({
        what: z.enum(["entity", "device", "area", "floor", "label", "action"]),
        id: z.string(),
        path: z.string(),
        now: z.string().nullable(),
      }),
    )
    .meta({ description: "what it names, where, and as what it was renamed, where that was seen; at most five" }),
  more: z.int().meta({ description: "how many beside these" }),
});

/** An automation, script, scene or dashboard that names what is proven not to be there. */
export const refersToNothing = check({
  name: "refers-to-nothing",
  about:
    "An automation, script, scene or dashboard that names an entity, device, area, floor, label or action which does not exist",
  evidence: RefersToNothing,
  sustainedSeconds: 900,
  holdsBack: [
    "for half an hour after Home Assistant started, and while an integration is being set up: what comes late is there by then",
    "words in texts, variables and data for others: only fields are read that Home Assistant looks up, and ids written out in templates where a function takes one",
    "what a template asks for before it uses it (has_value, is defined, in states, default, unavailable), unless it once was there and only its value has a fallback",
    "steps that are disabled or may fail, and cards that are shown only while the entity is there",
    "scenes, groups and the like, which are made while Home Assistant runs, and what nobody registered and was there within a week",
    "what belongs to an integration that is not loaded, and actions that come with devices and programs",
    "statistics, which outlive their entities",
  ],
  look: (house) => {
    if (house.now - house.startedAt < COMES_LATE_SECONDS) return [];
    const missingIn = missingOf(house);
    return house.configurations.flatMap((it) => {
      const self = house.things.get(it.entity_id ?? "");
      if (it.kind !== "dashboard" && (!self || self.state === "unavailable")) return [];
      const missing = missingIn(it);
      if (missing.length === 0) return [];
      return [
        {
          subject: subjectOf(it),
          severity: it.kind === "dashboard" || self?.state === "off" ? "info" : "warning",
          evidence: evidenceOf(it, missing),
          mentions: it.references.filter(({ what }) => what === "entity").map(({ id }) => id),
        },
      ];
    });
  },
});

const subjectOf = ({ kind, entity_id, item_id }: Configuration) =>
  kind === "dashboard"
    ? ({ kind: "home", id: `dashboard/${item_id}` } as const)
    : ({ kind: kind === "scene" ? "entity" : "automation", id: entity_id ?? item_id } as const);

function evidenceOf({ kind, name }: Configuration, missing: readonly Missing[]) {
  const each = [...new Map(missing.map((it) => [`${it.what} ${it.id}`, it])).values()];
  return {
    kind,
    title: kind === "dashboard" ? name : null,
    missing: each.slice(0, MOST_NAMED).map(({ what, id, path, now = null }) => ({ what, id, path, now })),
    more: Math.max(0, each.length - MOST_NAMED),
  };
}

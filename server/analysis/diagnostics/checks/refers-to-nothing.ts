import { z } from "zod";
import { check } from "../check.ts";

const MOST_NAMED = 5;
const COMES_LATE_SECONDS = 1_800;
/** Made by actions while Home Assistant runs, and gone with the next start. */
const MADE_ON_THE_FLY = new Set(["scene", "group"]);
/** Not entities, but what an entity id may stand for. */
const WORDS = new Set(["all", "none"]);

const RefersToNothing = z.object({
  kind: z.enum(["automation", "script", "scene"]).meta({ description: "what it is" }),
  missing: z
    .array(z.object({ entity_id: z.string(), path: z.string() }))
    .meta({ description: "what it names, and where; at most five" }),
  more: z.int().meta({ description: "how many beside these" }),
});

/** An automation, script or scene that names an entity of which neither registry nor states know anything. */
export const refersToNothing = check({
  name: "refers-to-nothing",
  about: "An automation, script or scene that names an entity which does not exist",
  evidence: RefersToNothing,
  sustainedSeconds: 300,
  holdsBack: [
    "for half an hour after Home Assistant started: what comes late is there by then",
    "templates, variables and texts: only fields are read that Home Assistant takes for entity ids",
    "scenes and groups, which actions make while Home Assistant runs",
    "domains of an integration that is not loaded",
  ],
  look: ({ now, startedAt, configurations, entityIds, things, integrations }) => {
    if (now - startedAt < COMES_LATE_SECONDS) return [];
    const unloaded = new Set(
      [...integrations.values()].filter(({ state }) => state !== "loaded").map(({ domain }) => domain),
    );
    return configurations.flatMap(({ kind, entity_id, references }) => {
      const self = things.get(entity_id ?? "");
      if (entity_id === null || !self || self.state === "unavailable") return [];
      const missing = references.filter((it) => {
        const domain = it.entity_id.slice(0, it.entity_id.indexOf("."));
        return (
          !entityIds.has(it.entity_id) && !MADE_ON_THE_FLY.has(domain) && !WORDS.has(domain) && !unloaded.has(domain)
        );
      });
      if (missing.length === 0) return [];
      const each = [...new Map(missing.map((it) => [it.entity_id, it])).values()];
      return [
        {
          subject: { kind: kind === "scene" ? "entity" : "automation", id: entity_id },
          severity: self.state === "off" ? "info" : "warning",
          evidence: {
            kind,
            missing: each.slice(0, MOST_NAMED).map(({ entity_id, path }) => ({ entity_id, path })),
            more: Math.max(0, each.length - MOST_NAMED),
          },
          mentions: references.map((it) => it.entity_id),
        },
      ];
    });
  },
});

import { z } from "zod";
import { check } from "../check.ts";
import type { Thing } from "../house-now.ts";

const LEAST = 5;
const SHARE = 0.25;
const AT_ONCE_SECONDS = 60;
const STARTS_SECONDS = 300;
const MOST_NAMED = 5;

const Lost = z.object({
  lost: z.int().meta({ description: "how many automations went at once" }),
  of: z.int().meta({ description: "how many there are in all" }),
  names: z.array(z.string()).meta({ description: "some of them" }),
});

/**
 * A reload that broke off: automations were taken out and not put back, and nothing says so.
 * Source: https://github.com/home-assistant/core/issues/178593
 */
export const automationsLost = check({
  name: "automations-lost",
  about: "Many automations that went at once while Home Assistant ran, as when a reload of them breaks off",
  evidence: Lost,
  sustainedSeconds: 300,
  holdsBack: [
    "fewer than five, or than a quarter of all automations: somebody may have removed them",
    "unless they went within a minute, and not while Home Assistant started",
  ],
  look: ({ things, startedAt }) => {
    const all = [...things.values()].filter(({ domain }) => domain === "automation");
    const ghosts = all.filter((it) => isGhost(it) && (it.since ?? 0) > startedAt + STARTS_SECONDS);
    const lost = mostAtOnce(ghosts);
    if (lost.length < LEAST || lost.length < all.length * SHARE) return [];
    const names = lost.slice(0, MOST_NAMED).map(({ name }) => name);
    return [
      {
        subject: { kind: "home", id: "automations" },
        severity: "error",
        evidence: { lost: lost.length, of: all.length, names },
        mentions: lost.map(({ entity_id }) => entity_id),
        since: lost[0]?.since,
      },
    ];
  },
});

const isGhost = ({ state, attributes }: Thing): boolean => state === "unavailable" && attributes.restored === true;

function mostAtOnce(ghosts: readonly Thing[]): Thing[] {
  const inOrder = ghosts.toSorted((a, b) => (a.since ?? 0) - (b.since ?? 0));
  let most: Thing[] = [];
  for (const [first, { since = 0 }] of inOrder.entries()) {
    const together = inOrder.slice(first).filter((it) => (it.since ?? 0) <= since + AT_ONCE_SECONDS);
    if (together.length > most.length) most = together;
  }
  return most;
}

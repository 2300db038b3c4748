import { z } from "zod";
import type { Remedy } from "../remedy.ts";

const Heavy = z.object({ worst: z.array(z.object({ entity_id: z.string(), percent: z.number() })) });
/** As recorder-growing judges it. */
const LEAST_PERCENT = 20;

/** People's YAML is theirs: the lines are shown, and nobody else writes them. */
export const keepOutOfRecorder: Remedy = {
  name: "keep-out-of-recorder",
  checks: ["recorder-growing"],
  subjects: ["home"],
  most: "suggest",
  of: null,
  isPulse: false,
  canBeUndone: false,
  propose({ evidence }, { house }) {
    const worst = Heavy.safeParse(evidence).data?.worst ?? [];
    const ids = worst
      .filter(({ entity_id, percent }) => percent >= LEAST_PERCENT && house.things.has(entity_id))
      .map(({ entity_id }) => entity_id);
    if (ids.length === 0) return { not: "gone" };
    const lines = ["recorder:", "  exclude:", "    entities:", ...ids.map((id) => `      - ${id}`)].join("\n");
    return { steps: [], touches: ids, proof: { kind: "none" }, lines };
  },
};

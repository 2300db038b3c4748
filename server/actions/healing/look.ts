import { z } from "zod";
import { readIntegrations } from "#server/analysis/diagnostics/house-now.ts";
import { toMilliseconds } from "#server/instant.ts";
import type { Link } from "#server/intake/connect/link.ts";
import type { Proof, Seen, SeenState } from "./proof.ts";

/** Source: homeassistant/core.py, State.as_dict */
const State = z.object({
  entity_id: z.string(),
  state: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  last_updated: z.string(),
  last_reported: z.string().optional(),
});
/** Source: homeassistant/components/trace/models.py, ActionTrace.as_short_dict */
const Run = z.object({ timestamp: z.object({ start: z.string() }), script_execution: z.string().nullish() });

/** Asks Home Assistant itself how things are, as far as the proof needs it. @throws Refusal those of Link.call() */
export async function lookAgain(link: Pick<Link, "call">, proof: Proof): Promise<Seen> {
  if (proof.kind === "none") return { states: new Map(), entries: new Map() };
  if (proof.kind === "loaded") {
    const entries = await readIntegrations(link);
    return { states: new Map(), entries: new Map(entries.map(({ entry_id, state }) => [entry_id, state])) };
  }
  const told = await link.call({ type: "get_states" }, z.array(z.unknown()));
  const meant = new Set("entities" in proof ? proof.entities : [proof.entity_id]);
  const states = new Map<string, SeenState>();
  for (const one of told) {
    const { data } = State.safeParse(one);
    if (!data || !meant.has(data.entity_id)) continue;
    const ranAt = proof.kind === "ran" ? await ranWell(link, data.attributes.id) : null;
    const saidAt = Math.max(toMilliseconds(data.last_updated), toMilliseconds(data.last_reported ?? data.last_updated));
    states.set(data.entity_id, { state: data.state, saidAt, ranAt });
  }
  return { states, entries: new Map() };
}

/** When its latest run began that came to its end without an error. */
async function ranWell(link: Pick<Link, "call">, id: unknown): Promise<number | null> {
  if (typeof id !== "string") return null;
  const runs = await link.call({ type: "trace/list", domain: "automation", item_id: id }, z.array(z.unknown()));
  const well = runs.flatMap((run) => {
    const { data } = Run.safeParse(run);
    return data?.script_execution === "finished" ? [toMilliseconds(data.timestamp.start)] : [];
  });
  return well.length > 0 ? Math.max(...well) : null;
}

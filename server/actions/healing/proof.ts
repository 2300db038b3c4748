import { z } from "zod";

/** What a fresh observation must show for a remedy to have helped. */
export const Proof = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("loaded"), entry_id: z.string() }),
  /** So many of them are reachable and have said something since. */
  z.object({ kind: z.literal("reports"), entities: z.array(z.string()), least: z.int().min(1) }),
  z.object({ kind: z.literal("is"), entity_id: z.string(), state: z.string() }),
  z.object({ kind: z.literal("ran"), entity_id: z.string() }),
  /** All of them are there and reachable. */
  z.object({ kind: z.literal("there"), entities: z.array(z.string()) }),
  /** Nothing can prove it, so that only a person does it. */
  z.object({ kind: z.literal("none") }),
]);
export type Proof = z.infer<typeof Proof>;

export interface SeenState {
  readonly state: string;
  /** Milliseconds since the epoch, by the home's own clock. */
  readonly saidAt: number;
  readonly ranAt: number | null;
}

/** A home read just now: states by entity id, states of config entries by entry id. */
export interface Seen {
  readonly states: ReadonlyMap<string, SeenState>;
  readonly entries: ReadonlyMap<string, string>;
}

const AWAY = new Set(["unavailable", "unknown"]);

/** Whether what was seen proves that it helped, by what was said after `since`. */
export function proves(proof: Proof, { states, entries }: Seen, since: number): boolean {
  const isThere = (id: string) => !AWAY.has(states.get(id)?.state ?? "unavailable");
  switch (proof.kind) {
    case "loaded":
      return entries.get(proof.entry_id) === "loaded";
    case "reports":
      return proof.entities.filter((id) => isThere(id) && (states.get(id)?.saidAt ?? 0) > since).length >= proof.least;
    case "is":
      return states.get(proof.entity_id)?.state === proof.state;
    case "ran":
      return (states.get(proof.entity_id)?.ranAt ?? 0) > since;
    case "there":
      return proof.entities.every(isThere);
    case "none":
      return false;
  }
}

const MOST_KEPT = 20;

/** What of it is written down, before and after. */
export function shownOf(proof: Proof, { states, entries }: Seen): Record<string, string> {
  if (proof.kind === "loaded") return { [proof.entry_id]: entries.get(proof.entry_id) ?? "removed" };
  if (proof.kind === "none") return {};
  const ids = "entities" in proof ? proof.entities.slice(0, MOST_KEPT) : [proof.entity_id];
  return Object.fromEntries(ids.map((id) => [id, states.get(id)?.state ?? "removed"]));
}

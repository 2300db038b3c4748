import type { Wire } from "../../data/wire.ts";

const AT_ONCE = 2_000;

/** An entity or a label by the text that a person chooses it by. */
export type Thing = { kind: "entity" | "label"; value: string; name: string; told: string };

export async function thingsOf(
  wire: Wire,
  home: number,
  labels: readonly { label: string; name: string }[],
): Promise<Thing[]> {
  const { items } = await wire.ask("house/entities", { home, limit: AT_ONCE });
  return [
    ...labels.map(({ label, name }) => ({ kind: "label" as const, value: label, name, told: name })),
    ...items.map(({ entity_id, name }) => ({
      ...{ kind: "entity" as const, value: entity_id, name },
      told: name === entity_id ? entity_id : `${name} (${entity_id})`,
    })),
  ];
}

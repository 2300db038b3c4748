import type { KeptEntity } from "./keep-days.ts";

/** What is not kept of a thing's states: repeats of the same state, raw numbers once they are summed up, or all. */
export const details = ["changes", "rollups", "out"] as const;
export type Detail = (typeof details)[number];
export const detailKinds = ["entity", "device", "label", "integration", "area", "domain"] as const;
export type DetailKind = (typeof detailKinds)[number];

export type DetailRule = { kind: DetailKind; value: string; detail: Detail; is_past: boolean; told_at: string };

/** Which of the rules are about an entity. */
export function detailsOf(entity: KeptEntity, rules: readonly DetailRule[]): DetailRule[] {
  return rules.filter((rule) => isMeant(rule, entity) && (rule.detail !== "rollups" || entity.is_numeric));
}

export function isMeant({ kind, value }: Pick<DetailRule, "kind" | "value">, entity: KeptEntity): boolean {
  switch (kind) {
    case "entity":
      return entity.entity_id === value;
    case "device":
      return entity.device_id === value;
    case "label":
      return entity.labels.includes(value);
    case "integration":
      return entity.platform === value;
    case "area":
      return entity.area_id === value;
    case "domain":
      return entity.entity_id.startsWith(`${value}.`);
  }
}

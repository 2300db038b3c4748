import type { HouseNow } from "#server/analysis/diagnostics/house-now.ts";
import type { Evidence, Subject } from "#server/finding.ts";

/** A finding as remedies see it. */
export interface Trouble {
  readonly finding: number;
  readonly check: string;
  /** By the ids of Home Assistant. */
  readonly subject: Subject;
  readonly name: string;
  readonly evidence: Evidence;
  /** Rows of house.entity that it tells of. */
  readonly mentions: readonly number[];
}

/** A house with what remedies must know beside it. */
export interface Ward {
  readonly house: HouseNow;
  /** Through which switch a device gets its power, by device id; declared by people. */
  readonly feeds: ReadonlyMap<string, string>;
  /** Entity ids of what people labelled critical. */
  readonly critical: ReadonlySet<string>;
}

/** Entity ids of what a finding tells of, where they are still there. */
export function mentioned({ mentions }: Trouble, { house }: Ward): string[] {
  const keys = new Set(mentions);
  return [...house.things.values()].filter(({ key }) => keys.has(key)).map(({ entity_id }) => entity_id);
}

/** Entity ids of a config entry, or of a device. */
export const entitiesWith = ({ house }: Ward, part: { entry_id: string } | { device_id: string }): string[] =>
  [...house.things.values()]
    .filter((it) => ("entry_id" in part ? it.entry_id === part.entry_id : it.device_id === part.device_id))
    .map(({ entity_id }) => entity_id);

/** Whether Home Assistant has an action; where it does not tell which it has, no. */
export const has = ({ house }: Ward, action: string): boolean => house.named?.actions?.has(action) ?? false;

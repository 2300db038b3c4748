import type { InstalledUpdate } from "#server/store/ledger/updates/queries.ts";
import type { Group } from "./measured.ts";
import type { ComparedEntity } from "./queries.ts";

/** So many of what was not updated are enough to say how such weeks were. */
const MOST_OTHERS = 300;
/** These are Home Assistant's own and no devices, or leave the house. */
const OWN = new Set([
  "mobile_app",
  "hassio",
  "hacs",
  "homeops",
  "sun",
  "backup",
  "template",
  "group",
  "derivative",
  "utility_meter",
]);

export interface Compared {
  /** Where an update touches many integrations, each is looked at by itself. */
  readonly part: string | null;
  readonly own: Group;
  readonly others: Group;
}

type Known = ComparedEntity & { hangs_on: boolean };

/** What an update touches, beside what it does not touch. `entities` in an order that has nothing to do with what they are. */
export function groupsOf(
  { kind, target }: Pick<InstalledUpdate, "kind" | "target">,
  entities: readonly Known[],
): Compared[] {
  const all = entities.filter(({ platform }) => !OWN.has(platform));
  if (kind === "core") {
    const platforms = Map.groupBy(all, ({ platform }) => platform);
    return [...platforms].map(([platform, own]) => compared(platform, { own, all, domain: platform }));
  }
  if (target === null) return [];
  const isOwn = kind === "device" ? ({ hangs_on }: Known) => hangs_on : ({ platform }: Known) => platform === target;
  const own = all.filter(isOwn);
  return own.length === 0 ? [] : [compared(null, { own, all, domain: kind === "device" ? null : target })];
}

function compared(
  part: string | null,
  { own, all, domain }: { own: readonly Known[]; all: readonly Known[]; domain: string | null },
): Compared {
  const mine = new Set(own);
  const others = all.filter((entity) => !mine.has(entity)).slice(0, MOST_OTHERS);
  return { part, own: { entities: own, domain }, others: { entities: others, domain: null } };
}

import type { Instant } from "#server/clock.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { CHANGED, type ChangeKind } from "#server/store/changes/contract.ts";
import { keepHidden } from "#server/store/changes/keep-hidden.ts";
import { type KeptChange, keepItems } from "#server/store/changes/keep-items.ts";
import { keepMissing, userNamed, type Where } from "#server/store/changes/queries.ts";
import type { World } from "#server/world.ts";
import type { Rememberer } from "../rememberer.ts";
import type { Wanted } from "./pending.ts";
import { readers } from "./readers.ts";
import type { Source } from "./source.ts";
import { changeObservation, isTold } from "./tell.ts";

export interface ReadParts {
  readonly world: World;
  readonly where: Where;
  readonly source: Source;
  readonly rememberer: Pick<Rememberer, "push" | "isLeftOut" | "entrance">;
  /** Does what needs the database as soon as it answers. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
}

/** Reads what is wanted of a kind, keeps what changed, and tells the memory of it. */
export async function readKind(parts: ReadParts, { kind, only, at, by }: Wanted): Promise<KeptChange[]> {
  const { world, where, source, rememberer, patiently } = parts;
  const reader = readers.find((one) => one.kind === kind);
  const read = await reader?.read(source, only).catch(unlessRefused(parts, kind, reader.called));
  if (!read) return [];
  const kept = await patiently(async () =>
    keepItems(world.db, where, {
      ...read,
      kind,
      at,
      who: by === undefined ? null : await userNamed(world.db, where, by),
      isSilent: rememberer.entrance.isPaused(),
      isLeftOut: (entityId) => entityId !== null && rememberer.isLeftOut(about(entityId, at)),
    }),
  );
  tell(parts, kept);
  return kept;
}

/** Of entries that were changed without showing how. */
export async function noteHidden(parts: ReadParts, entryIds: readonly string[]): Promise<void> {
  const { world, where, rememberer, patiently } = parts;
  if (rememberer.entrance.isPaused()) return;
  for (const item_id of entryIds) {
    const hidden = { kind: "integration", item_id, at: instantOf(world.clock.now()), who: null } as const;
    const kept = await patiently(() => keepHidden(world.db, where, hidden));
    if (kept) tell(parts, [kept]);
  }
}

function tell({ rememberer, world }: ReadParts, kept: readonly KeptChange[]): void {
  for (const change of kept) if (isTold(change)) rememberer.push(changeObservation(change));
  if (kept.length > 0) world.log.info("the configuration was changed", { kind: kept[0]?.kind, changes: kept.length });
}

const about = (entityId: string, at: Instant) =>
  ({ at, type: CHANGED, entityId, state: null, attributes: null, context: null, source: "live" }) as const;

/** What this Home Assistant does not have is not missed. */
const unlessRefused =
  ({ world, where, patiently }: ReadParts, kind: ChangeKind, called: string) =>
  async (error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "ha_unknown_command") return undefined;
    if (error.code !== "ha_unauthorized") throw error;
    const sentence = `The token belongs to no administrator, so that changes of ${called} stay unseen.`;
    await patiently(() => keepMissing(world.db, where, kind, sentence));
    return undefined;
  };

import type { Transactions } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { ChangeKind } from "./contract.ts";
import { mentionedIn } from "./item.ts";
import type { KeptChange } from "./keep-items.ts";
import { insertChange, itemsOf, type Where } from "./queries.ts";

type Hidden = { kind: ChangeKind; item_id: string; at: Instant; who: string | null };

/** Something of it was changed that Home Assistant does not show. Undefined where the item is not known. */
export const keepHidden = (db: Transactions, where: Where, { kind, item_id, at, who }: Hidden) =>
  db.transaction(async (tx): Promise<KeptChange | undefined> => {
    const [item] = await itemsOf(tx, where, kind, [item_id]);
    if (!item || item.content_id === null) return undefined;
    const { entity_id, name, content_id } = item;
    const gist = { differences: [], more: 0, isHidden: true };
    const row = { at, since: null, action: "changed", name, who, before_id: content_id, after_id: content_id } as const;
    const mentions = mentionedIn(entity_id, []);
    const stored = await insertChange(tx, where.home, { ...row, item_id: item.id, gist, mentions });
    return (
      stored && { change: stored.id, at, since: null, kind, action: "changed", item_id, entity_id, name, who, gist }
    );
  });

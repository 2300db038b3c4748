import { Refusal } from "#server/refusal.ts";
import { type Sealed, type SealedRow, sealedOf } from "#server/sealed.ts";
import { openVault, type Vault } from "#server/store/vault/vault.ts";
import type { World } from "#server/world.ts";

const AT_ONCE = 50;

export type Resealed = { resealed: number; unreadable: number };

/**
 * Seals with the newest key what is sealed with a former one, row by row; each is readable before and after. Killed in between, the next
 * start goes on. What no key opens stays as it is.
 */
export async function resealAll(world: World): Promise<Resealed> {
  const vault = openVault(world.options);
  const sum = { resealed: 0, unreadable: 0 };
  for (const place of sealedOf(world)) {
    const before = sum.resealed;
    sum.unreadable += await resealIn(world, { place, vault, count: () => sum.resealed++ });
    if (sum.resealed > before) await place.replaced?.(world);
  }
  return sum;
}

type Work = { place: Sealed; vault: Vault; count(): void };

/** Answers how many of them nobody can read. */
async function resealIn({ db }: World, { place, vault, count }: Work): Promise<number> {
  const unreadable = new Set<string>();
  for (;;) {
    const rows = await place.otherwise(db, vault.beginning, AT_ONCE + unreadable.size);
    const readable = rows.filter(({ row }) => !unreadable.has(row));
    if (readable.length === 0) return unreadable.size;
    for (const it of readable) {
      const sealed = anew(vault, place.table, it);
      if (sealed === undefined) unreadable.add(it.row);
      else if ((await place.replace(db, { row: it.row, before: it.sealed, sealed })) > 0) count();
    }
  }
}

function anew(vault: Vault, table: string, { row, sealed }: SealedRow): string | undefined {
  try {
    return vault.seal(vault.unseal(sealed, { table, row }), { table, row });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

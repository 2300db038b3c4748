import { expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import { memoryHome } from "#server/store/memory/testing.ts";
import { configurations } from "./configurations.ts";

const AT = "2026-11-20T12:00:00.000000Z";

/** A home with one automation that names this light. */
async function homeWith(db: Database, light: string) {
  const home = await memoryHome(db);
  const present = new Map<string, unknown>();
  const name = async (named: string) => {
    const body = { triggers: [], actions: [{ action: "light.turn_on", target: { entity_id: named } }] };
    await keepItems(db, home, {
      ...{ kind: "automation", isWhole: true, isReticent: true, at: AT, who: null, isSilent: true },
      items: [{ item_id: "a", entity_id: "automation.a", name: "A", body }],
    });
  };
  await name(light);
  const named = async () => {
    const [one] = await db.transaction((tx) => configurations(tx, { home: home.home, present }));
    return one?.references.map(({ id }) => id);
  };
  return { name, named };
}

it("reads what automations name again where it was written, and of another database never what the first one holds", async () => {
  await using first = await testDatabase();
  await using second = await testDatabase();
  const one = await homeWith(first, "light.one");
  const other = await homeWith(second, "light.other"); // the same numbers of home and content
  expect(await one.named()).toContain("light.one");
  expect(await other.named()).toContain("light.other");
  expect(await other.named()).not.toContain("light.one");
  await one.name("light.new");
  expect(await one.named()).toContain("light.new");
  expect(await one.named()).not.toContain("light.one");
}, 60_000);

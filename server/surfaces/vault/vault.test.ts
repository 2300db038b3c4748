import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { emptyHome, testDatabase } from "#db/testing.ts";
import { sealedTargets } from "#server/actions/alerts/channels/kept/sealed.ts";
import { sealedTokens } from "#server/intake/sealed-tokens.ts";
import { tellSealed } from "#server/sealed.ts";
import { Secret } from "#server/secret.ts";
import { openVault } from "#server/store/vault/vault.ts";
import { startHomeOps } from "#server/testing.ts";
import { resealAll } from "./reseal.ts";

const TABLE = "home_assistant_connections";

it("seals everything anew while running, writes it down, and opens what the former key sealed", async () => {
  await using homeops = await startHomeOps();
  const { db, options } = homeops.world;
  const before = openVault(options);
  await homeops.ask("connections/add", { url: "http://127.0.0.1:1", token: "ha-token" });
  const rotated = await homeops.ask("vault/rotate");
  const after = openVault(options);
  expect(rotated).toEqual({ key: after.keyMark, resealed: 1, unreadable: 0, former: 1 });
  expect(after.keyMark).not.toBe(before.keyMark);
  expect(after.knows(before.keyMark)).toBe(true);
  const row = await db.row<{ id: string; sealed: string }>(
    sql`select id, encrypted_token as sealed from home_assistant_connections`,
  );
  expect(row?.sealed.startsWith(after.beginning)).toBe(true);
  expect(readFileSync(path.join(options.dataFolder, "connections.kept"), "utf8")).toContain(row?.sealed);
  const added = (await homeops.ask("connections/add", { url: "http://127.0.0.1:2", token: "other" })) as { id: string };
  const newer = await db.row<{ sealed: string }>(
    sql`select encrypted_token as sealed from home_assistant_connections where id = ${added.id}::uuid`,
  );
  expect(newer?.sealed.startsWith(after.beginning), "what is sealed later, with the newest key").toBe(true);
  const page = await homeops.ask("audit/search", { action: "vault/rotate" });
  expect(page).toMatchObject({ items: [{ success: true, is_security: true }] });
});

it("goes on with a key of the environment, and says what no key opens", async () => {
  await using db = await testDatabase();
  const key = () => new Secret(randomBytes(32).toString("base64"));
  const [first, second, lost] = [key(), key(), key()];
  const [mine, others] = [await emptyHome(db), await emptyHome(db)];
  const dataFolder = "/nonexistent";
  const keep = async (secretKey: Secret, row: string) => {
    const sealed = openVault({ secretKey, dataFolder }).seal(new Secret("token"), { table: TABLE, row });
    await db.run(sql`update home_assistant_connections set encrypted_token = ${sealed} where id = ${row}::uuid`);
  };
  await keep(first, mine.connectionId);
  await keep(lost, others.connectionId);
  const options = { secretKey: second, formerSecretKeys: [first], dataFolder };
  const world = { db, options } as unknown as Parameters<typeof resealAll>[0];
  tellSealed(world, [{ ...sealedTokens, replaced: async () => {} }, sealedTargets]);
  expect(await resealAll(world)).toEqual({ resealed: 1, unreadable: 1 });
  expect(await resealAll(world)).toEqual({ resealed: 0, unreadable: 1 });
  const row = await db.row<{ sealed: string }>(
    sql`select encrypted_token as sealed from home_assistant_connections where id = ${mine.connectionId}::uuid`,
  );
  const opened = openVault({ secretKey: second, dataFolder }).unseal(row?.sealed ?? "", {
    table: TABLE,
    row: mine.connectionId,
  });
  expect(opened.reveal()).toBe("token");
  expect(existsSync(path.join(dataFolder, "secret.key"))).toBe(false);
});

import { existsSync, mkdirSync, rmSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { beginOwnMove, endOwnMove, forgetOwnMove, isMovingToOwn, noteMoved, refuseOwnElsewhere } from "./moved.ts";
import { embeddedFolder, hasEmbedded } from "./place.ts";

const temporary = () => mkdtempDisposable(path.join(tmpdir(), "homeops-moved-"));

it("says where the memory moved, until that is taken back", async () => {
  await using data = await temporary();
  noteMoved(data.path, "postgres://db.local/homeops", "2026-11-25");
  const elsewhere = "moved to postgres://db.local/homeops (2026-11-25); set DATABASE_URL";
  expect(() => embeddedFolder(data.path)).toThrow(elsewhere);
  expect(() => refuseOwnElsewhere(data.path), "nor is a new one begun beside it").toThrow(elsewhere);
  rmSync(path.join(data.path, "moved.json"));
  expect(existsSync(embeddedFolder(data.path))).toBe(false);
  refuseOwnElsewhere(data.path);
});

it("lets the old memory be the memory until all is in our own PostgreSQL, and that one from then on", async () => {
  await using data = await temporary();
  mkdirSync(embeddedFolder(data.path));
  beginOwnMove(data.path, "2026-11-26");
  expect([hasEmbedded(data.path), isMovingToOwn(data.path)]).toEqual([true, true]);
  expect(() => refuseOwnElsewhere(data.path)).toThrow("did not come to its end");
  endOwnMove(data.path);
  expect([hasEmbedded(data.path), isMovingToOwn(data.path)]).toEqual([false, false]);
  refuseOwnElsewhere(data.path);
  expect(() => embeddedFolder(data.path)).toThrow("set HOMEOPS_POSTGRES");
  beginOwnMove(data.path, "2026-11-27");
  forgetOwnMove(data.path);
  expect(isMovingToOwn(data.path)).toBe(false);
});

import { mkdir, mkdtempDisposable, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { foundFiles, reachableFolders } from "./found-files.ts";

it("finds recorder files and backups in every folder that is reached, newest first, and nothing else", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-found-"));
  const [uploads, share] = [path.join(folder.path, "uploads"), path.join(folder.path, "share")];
  await mkdir(path.join(share, "old", "older"), { recursive: true });
  await mkdir(uploads);
  const written = async (file: string, at: string) => {
    await writeFile(file, "1234");
    await utimes(file, new Date(at), new Date(at));
    return file;
  };
  const database = await written(path.join(share, "home-assistant_v2.db"), "2026-11-20T10:00:00Z");
  const backup = await written(path.join(share, "old", "full.TAR"), "2026-11-21T10:00:00Z");
  const upload = await written(path.join(uploads, "mine.sqlite3"), "2026-11-19T10:00:00Z");
  await written(path.join(share, "old", "older", "deep.db"), "2026-11-21T10:00:00Z");
  await written(path.join(share, "photo.jpg"), "2026-11-21T10:00:00Z");
  await written(path.join(uploads, "backup-0123456789abcdef.db"), "2026-11-21T10:00:00Z");
  expect(await foundFiles([uploads, share, path.join(folder.path, "nowhere")])).toEqual([
    { file: backup, bytes: 4, changed_at: "2026-11-21T10:00:00.000000+00:00" },
    { file: database, bytes: 4, changed_at: "2026-11-20T10:00:00.000000+00:00" },
    { file: upload, bytes: 4, changed_at: "2026-11-19T10:00:00.000000+00:00" },
  ]);
});

it("reaches what the Supervisor shares in the app only", () => {
  expect(reachableFolders("/data/import", { insideApp: true })).toContain("/share");
  expect(reachableFolders("/data/import", { insideApp: false })).toEqual(["/data/import"]);
});

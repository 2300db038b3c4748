import { mkdtempDisposable, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { makeDataFolder } from "./data-folder.ts";

it("makes a folder and those above it, for this user alone, and leaves nothing in it", async () => {
  await using temporary = await mkdtempDisposable(path.join(tmpdir(), "homeops-test-"));
  const folder = path.join(temporary.path, "a", "b");
  makeDataFolder(folder);
  makeDataFolder(folder);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

it("refuses at once, naming the folder and what to do, where none can be", async () => {
  await using temporary = await mkdtempDisposable(path.join(tmpdir(), "homeops-test-"));
  const file = path.join(temporary.path, "file");
  await writeFile(file, "");
  for (const folder of ["/proc/nope", file, path.join(file, "below")]) {
    expect(() => makeDataFolder(folder)).toThrow(
      expect.objectContaining({ code: "no_data_folder", message: expect.stringContaining(`${folder} (`) }),
    );
  }
});

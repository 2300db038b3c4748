import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { chooseFolder, embeddedFolder, freshFolder, sweepLeftovers } from "./place.ts";

const temporary = () => mkdtempDisposable(path.join(tmpdir(), "homeops-place-"));

it("is the first folder until another is chosen, and the one left is swept away", async () => {
  await using data = await temporary();
  const first = path.join(data.path, "pglite");
  expect(embeddedFolder(data.path)).toBe(first);
  mkdirSync(first);
  const fresh = freshFolder(data.path);
  expect(embeddedFolder(data.path)).toBe(first);
  chooseFolder(data.path, fresh);
  expect(embeddedFolder(data.path)).toBe(fresh);
  await sweepLeftovers(data.path);
  expect(readdirSync(data.path).sort()).toEqual(["memory.json", path.basename(fresh)]);
});

it("stays the old one where the new one was never chosen", async () => {
  await using data = await temporary();
  mkdirSync(path.join(data.path, "pglite"));
  freshFolder(data.path);
  await sweepLeftovers(data.path);
  expect(readdirSync(data.path)).toEqual(["pglite"]);
});

it("is found, or asked for, where nothing says which it is; never a new one beside an old one", async () => {
  await using data = await temporary();
  mkdirSync(path.join(data.path, "pglite-0123abcd"));
  expect(embeddedFolder(data.path)).toBe(path.join(data.path, "pglite-0123abcd"));
  mkdirSync(path.join(data.path, "pglite-ffffffff"));
  expect(() => embeddedFolder(data.path)).toThrow("write the name of the right one");
  for (const torn of ["", "{", '{"folder": "../elsewhere"}']) {
    writeFileSync(path.join(data.path, "memory.json"), torn);
    expect(() => embeddedFolder(data.path)).toThrow("must name the folder");
  }
});

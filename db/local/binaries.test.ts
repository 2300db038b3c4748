import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { binariesOf, postgresBinaries } from "./binaries.ts";

function lay(parent: string, major: number): string {
  const bin = path.join(parent, String(major), "bin");
  mkdirSync(bin, { recursive: true });
  for (const name of ["initdb", "postgres"]) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\necho "postgres (PostgreSQL) ${major}.3 (Debian)"\n`, {
      mode: 0o755,
    });
  }
  return bin;
}

describe("PostgreSQL's programs", () => {
  it("are found by one version's folder as by the parent of several, the newest first", async () => {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-test-"));
    lay(folder.path, 9);
    const seventeen = lay(folder.path, 17);
    lay(folder.path, 18);
    for (const named of [folder.path, seventeen]) {
      expect(postgresBinaries(named).map(({ major }) => major)).toEqual([18, 17, 9]);
    }
  });

  it("are missed in a sentence", async () => {
    await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-test-"));
    const asked = () => postgresBinaries(folder.path);
    expect(asked).toThrow(
      expect.objectContaining({ code: "no_postgres", message: expect.stringContaining(folder.path) }),
    );
  });

  it("must be of the data's version", () => {
    const all = [{ major: 18, folder: "/18" }];
    expect(binariesOf(all, 18)).toBe(all[0]);
    expect(() => binariesOf(all, 17)).toThrow(expect.objectContaining({ code: "no_old_postgres" }));
    expect(() => binariesOf(all, 19)).toThrow(expect.objectContaining({ code: "database_newer" }));
  });
});

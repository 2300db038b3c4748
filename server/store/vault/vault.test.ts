import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempDisposableSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Refusal } from "#server/refusal.ts";
import { Secret } from "#server/secret.ts";
import { openVault } from "./vault.ts";

const dataFolder = tmpdir();
const newKey = () => new Secret(randomBytes(32).toString("base64"));
const vaultWith = (secretKey = newKey()) => openVault({ secretKey, dataFolder });
const place = { table: "home_assistant_connections", row: "7f3c" };
const token = new Secret("long-lived-access-token");

describe("a sealed secret", () => {
  it("opens in its own row, and never looks the same twice", () => {
    const vault = vaultWith();
    const sealed = vault.seal(token, place);
    expect(vault.unseal(sealed, place).reveal()).toBe(token.reveal());
    expect(sealed).not.toContain(token.reveal());
    expect(vault.seal(token, place)).not.toBe(sealed);
  });

  it.each([
    ["row", { ...place, row: "7f3d" }],
    ["table", { ...place, table: "users" }],
  ])("does not open in another %s", (_, elsewhere) => {
    const vault = vaultWith();
    expect(() => vault.unseal(vault.seal(token, place), elsewhere)).toThrow("was changed or moved");
  });

  it("does not open after any of 1,000 flipped bits", () => {
    const vault = vaultWith();
    const sealed = Buffer.from(vault.seal(new Secret("x".repeat(90)), place));
    let refused = 0;
    for (let bit = 0; bit < 1_000; bit++) {
      const flipped = Buffer.from(sealed);
      const at = Math.floor(bit / 8);
      flipped[at] = flipped[at]! ^ (1 << (bit % 8));
      try {
        vault.unseal(flipped.toString("latin1"), place);
      } catch (error) {
        if (error instanceof Refusal) refused++;
      }
    }
    expect(sealed.length).toBeGreaterThan(125);
    expect(refused).toBe(1_000);
  });

  it("is refused with a sentence under a wrong key and an unknown key version, and opens again with the right one", () => {
    const key = newKey();
    const sealed = vaultWith(key).seal(token, place);
    expect(() => vaultWith().unseal(sealed, place)).toThrow("was sealed with another key; start with");
    expect(() => vaultWith(key).unseal(sealed.replace("v1.", "v2."), place)).toThrow("another version of HomeOps");
    expect(vaultWith(key).unseal(sealed, place).reveal()).toBe(token.reveal());
  });
});

describe("the key file", () => {
  it("is made once, for this user alone", () => {
    using folder = mkdtempDisposableSync(path.join(tmpdir(), "homeops-vault-"));
    const sealed = openVault({ secretKey: undefined, dataFolder: folder.path }).seal(token, place);
    expect(statSync(path.join(folder.path, "secret.key")).mode & 0o777).toBe(0o600);
    expect(openVault({ secretKey: undefined, dataFolder: folder.path }).unseal(sealed, place).reveal()).toBe(
      token.reveal(),
    );
  });

  it("is refused, and left as it is, where others can read it or its length is wrong", () => {
    using folder = mkdtempDisposableSync(path.join(tmpdir(), "homeops-vault-"));
    const file = path.join(folder.path, "secret.key");
    const open = () => openVault({ secretKey: undefined, dataFolder: folder.path });
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
    chmodSync(file, 0o640);
    expect(open).toThrow(`run: chmod 600 ${file}`);
    chmodSync(file, 0o600);
    writeFileSync(file, "too short");
    expect(open).toThrow("must hold 32 bytes");
    expect(readFileSync(file, "utf8")).toBe("too short");
  });
});

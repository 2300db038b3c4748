import { X509Certificate } from "node:crypto";
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { certificateFor } from "./certificate.ts";
import { pairFor, pairIn } from "./testing.ts";

const YEAR_MS = 365.25 * 24 * 3_600_000;
const temporary = () => mkdtempDisposable(path.join(tmpdir(), "homeops-tls-"));
const own = (dataFolder: string) => certificateFor({ dataFolder, tls: undefined });

describe("a certificate of our own", () => {
  it("vouches for itself for ten years, for this machine's names and addresses, and for nobody else", async () => {
    await using folder = await temporary();
    const { chain, shown } = await own(folder.path);
    const leaf = new X509Certificate(chain);
    expect([leaf.subject, leaf.issuer, leaf.ca]).toEqual(["CN=HomeOps", "CN=HomeOps", false]);
    expect(leaf.verify(leaf.publicKey)).toBe(true);
    expect([leaf.publicKey.asymmetricKeyType, leaf.publicKey.asymmetricKeyDetails?.namedCurve]).toEqual([
      "ec",
      "prime256v1",
    ]);
    expect([leaf.checkHost("localhost"), leaf.checkIP("127.0.0.1")]).toEqual(["localhost", "127.0.0.1"]);
    expect([leaf.checkHost("evil.example"), leaf.checkIP("192.0.2.99")]).toEqual([undefined, undefined]);
    const years = (leaf.validToDate.getTime() - leaf.validFromDate.getTime()) / YEAR_MS;
    expect(years).toBeCloseTo(10, 1);
    expect(leaf.validFromDate.getTime()).toBeLessThan(Date.now());
    expect(shown).toMatchObject({ fingerprint: leaf.fingerprint256, source: "made" });
    expect(Date.parse(shown.valid_until)).toBe(leaf.validToDate.getTime());
  });

  it("is kept over restarts, its key for this user alone", async () => {
    await using folder = await temporary();
    const first = await own(folder.path);
    expect((await own(folder.path)).shown).toEqual(first.shown);
    const modeOf = (name: string) => statSync(path.join(folder.path, name)).mode & 0o777;
    expect(["tls", "tls/key.pem", "tls/certificate.pem"].map(modeOf)).toEqual([0o700, 0o600, 0o600]);
    expect(JSON.stringify(first)).not.toContain("PRIVATE KEY");
  });

  it("is another one for every machine, and after its folder was removed", async () => {
    await using folder = await temporary();
    const first = await own(folder.path);
    rmSync(path.join(folder.path, "tls"), { recursive: true });
    const second = await own(folder.path);
    expect(second.shown.fingerprint).not.toBe(first.shown.fingerprint);
    expect(new X509Certificate(second.chain).serialNumber).not.toBe(new X509Certificate(first.chain).serialNumber);
  });

  it("is finished where its making was cut off after the key", async () => {
    await using folder = await temporary();
    const before = (await own(folder.path)).key.reveal();
    rmSync(path.join(folder.path, "tls/certificate.pem"));
    expect((await own(folder.path)).key.reveal()).toBe(before);
  });

  it("holds once a clock that stood in 1970 is set", async () => {
    const { certificate } = await pairFor(["localhost"], 0);
    const leaf = new X509Certificate(certificate);
    expect(leaf.validFromDate.getTime()).toBeLessThan(Date.now());
    expect(leaf.validToDate.getTime()).toBeGreaterThan(Date.now() + YEAR_MS);
  });

  it.each([
    ["a torn certificate", (tls: string) => writeFileSync(`${tls}/certificate.pem`, "-----BEGIN CERT")],
    ["an empty certificate", (tls: string) => writeFileSync(`${tls}/certificate.pem`, "")],
    ["a torn key", (tls: string) => writeFileSync(`${tls}/key.pem`, "-----BEGIN PRIVATE KEY-----\nMIGH")],
    ["a certificate whose key is gone", (tls: string) => rmSync(`${tls}/key.pem`)],
    [
      "a torn key without a certificate",
      (tls: string) => {
        writeFileSync(`${tls}/key.pem`, "x");
        rmSync(`${tls}/certificate.pem`);
      },
    ],
  ])("is never replaced by itself: %s is told in a sentence", async (_, harm) => {
    await using folder = await temporary();
    await own(folder.path);
    const tls = path.join(folder.path, "tls");
    harm(tls);
    for (const _start of ["first", "second"])
      await expect(own(folder.path)).rejects.toMatchObject({
        code: "tls_unusable",
        message: expect.stringContaining(`Put ${tls} back from a backup, or remove it`),
      });
  });

  it("is not used where others could read its key", async () => {
    await using folder = await temporary();
    await own(folder.path);
    chmodSync(path.join(folder.path, "tls/key.pem"), 0o644);
    await expect(own(folder.path)).rejects.toMatchObject({ code: "secret_exposed" });
  });
});

describe("a certificate that somebody brings", () => {
  it("is shown in the place of our own, which is then not made", async () => {
    await using folder = await temporary();
    const { certificate, files } = await pairIn(folder.path);
    const found = await certificateFor({ dataFolder: folder.path, tls: files });
    expect(found.shown).toMatchObject({
      fingerprint: new X509Certificate(certificate).fingerprint256,
      source: "given",
    });
    expect(statSync(path.join(folder.path, "tls"), { throwIfNoEntry: false })).toBe(undefined);
  });

  it("is told by its first one where a chain follows", async () => {
    await using folder = await temporary();
    const { certificate, files } = await pairIn(folder.path);
    writeFileSync(files.certificate, certificate + (await pairFor(["issuer.example"])).certificate);
    const found = await certificateFor({ dataFolder: folder.path, tls: files });
    expect(found.shown.fingerprint).toBe(new X509Certificate(certificate).fingerprint256);
    expect(found.chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  it.each([
    ["is not there", (files: { certificate: string }) => rmSync(files.certificate), "ENOENT"],
    [
      "is no certificate",
      (files: { certificate: string }) => writeFileSync(files.certificate, "hello"),
      "cannot be read",
    ],
    [
      "has another key",
      async (files: { key: string }) => writeFileSync(files.key, (await pairFor([])).key),
      "not the certificate's",
    ],
  ])("is refused in a sentence that quotes nothing of it where it %s", async (_, harm, why) => {
    await using folder = await temporary();
    const { files } = await pairIn(folder.path);
    await harm(files);
    const wrong = certificateFor({ dataFolder: folder.path, tls: files });
    await expect(wrong).rejects.toMatchObject({ code: "tls_unusable", message: expect.stringContaining(why) });
    await expect(wrong).rejects.toMatchObject({ message: expect.stringContaining("HOMEOPS_TLS_CERTIFICATE") });
    await expect(wrong).rejects.not.toMatchObject({
      message: expect.stringContaining(readFileSync(files.key, "utf8").slice(40, 60)),
    });
  });
});

import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { renameSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:tls";
import { expect, it } from "vitest";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { pairFor, pairIn } from "#server/surfaces/tls/testing.ts";
import { startHomeOps } from "#server/testing.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const hurried = {
  ...systemClock,
  every: (_: object, work: () => unknown) => systemClock.every({ milliseconds: 100 }, work),
};

async function shownAt(port: number): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}
const fingerprintOf = (certificate: string) => new X509Certificate(certificate).fingerprint256;

it("follows a certificate that somebody renews, once its key is there as well, and goes on with the old one until then", async () => {
  await using folder = await temporaryDirectory("renewed");
  const { certificate, files } = await pairIn(folder.path);
  const lines: string[] = [];
  const log = jsonLog("info", { write: (line) => void lines.push(line) });
  await using homeops = await startHomeOps({ options: { tls: files }, clock: hurried, log });
  const told = async () => ((await homeops.ask("system/status")) as SystemStatus).tls;
  expect(await shownAt(homeops.port)).toBe(fingerprintOf(certificate));
  expect(await told()).toMatchObject({ fingerprint: fingerprintOf(certificate), source: "given" });
  const open = connect({ host: "127.0.0.1", port: homeops.port, rejectUnauthorized: false });
  await once(open, "secureConnect");

  const renewed = await pairFor(["nas.example"]);
  writeFileSync(files.certificate, renewed.certificate);
  const warned = () => lines.filter((line) => line.includes("the one before goes on"));
  await expect.poll(() => warned().length, { timeout: 10_000 }).toBe(1);
  expect(await shownAt(homeops.port)).toBe(fingerprintOf(certificate));

  writeFileSync(`${files.key}.new`, renewed.key);
  renameSync(`${files.key}.new`, files.key);
  await expect.poll(() => shownAt(homeops.port), { timeout: 10_000 }).toBe(fingerprintOf(renewed.certificate));
  expect(await told()).toMatchObject({ fingerprint: fingerprintOf(renewed.certificate) });
  expect(warned()).toHaveLength(1);
  expect(open.destroyed).toBe(false); // who is connected stays
  open.destroy();
});

it("follows links, which is how many programs renew", async () => {
  await using folder = await temporaryDirectory("renewed");
  const { key, certificate } = await pairFor(["nas.example"]);
  const renewed = await pairFor(["nas.example"]);
  const files = { certificate: `${folder.path}/live.pem`, key: `${folder.path}/live.key` };
  const point = (at: string, pair: { key: string; certificate: string }) => {
    writeFileSync(`${folder.path}/${at}.pem`, pair.certificate);
    writeFileSync(`${folder.path}/${at}.key`, pair.key);
    for (const ending of ["pem", "key"]) {
      symlinkSync(`${at}.${ending}`, `${folder.path}/next.${ending}`);
      renameSync(`${folder.path}/next.${ending}`, `${folder.path}/live.${ending}`);
    }
  };
  point("1", { key, certificate });
  await using homeops = await startHomeOps({ options: { tls: files }, clock: hurried, capabilities: [] });
  expect(await shownAt(homeops.port)).toBe(fingerprintOf(certificate));
  point("2", renewed);
  await expect.poll(() => shownAt(homeops.port), { timeout: 10_000 }).toBe(fingerprintOf(renewed.certificate));
});

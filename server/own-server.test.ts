import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { readOptions } from "./options.ts";
import { addressOf, askOwnServer, ownCertificate } from "./own-server.ts";
import { pairFor } from "./surfaces/tls/testing.ts";
import { startHomeOps } from "./testing.ts";

const elsewhere = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

it.each(["127.0.0.1", "0.0.0.0", "localhost", ...(elsewhere ? [elsewhere] : [])])(
  "reaches the program that listens at %s",
  async (host) => {
    await using homeops = await startHomeOps({ options: { host } });
    const options = { ...homeops.world.options, port: homeops.port };
    const { status, text } = await askOwnServer(options, { name: "system/status", input: {} });
    expect([status, JSON.parse(text)]).toMatchObject([200, { connections: [] }]);
    expect((await askOwnServer(options, { name: "room/none", input: {} })).status).toBe(404);
  },
);

it.skipIf(!elsewhere)("trusts no other certificate than the one in the data folder", async () => {
  await using homeops = await startHomeOps({ options: { host: elsewhere! }, capabilities: [] });
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-other-"));
  const { certificate } = await pairFor([elsewhere!]);
  mkdirSync(path.join(folder.path, "tls"));
  writeFileSync(ownCertificate(folder.path), certificate);
  const others = { ...homeops.world.options, port: homeops.port, dataFolder: folder.path };
  await expect(askOwnServer(others, { name: "system/status", input: {} })).rejects.toThrow(/certificate/);
});

it.each([
  ["127.0.0.1", "http://127.0.0.1:8099"],
  ["::1", "http://[::1]:8099"],
  ["0.0.0.0", "https://127.0.0.1:8099"],
  ["::", "https://127.0.0.1:8099"],
  ["192.0.2.7", "https://192.0.2.7:8099"],
  ["fd00::7", "https://[fd00::7]:8099"],
])("is opened, listening at %s, as %s", (HOMEOPS_HOST, address) => {
  expect(addressOf(readOptions({ HOMEOPS_HOST }), 8099)).toBe(address);
});

it("is opened in plain inside the app", () => {
  const options = readOptions({ HOMEOPS_HOST: "0.0.0.0", SUPERVISOR_TOKEN: "x" });
  expect(addressOf(options, 8099)).toBe("http://127.0.0.1:8099");
});

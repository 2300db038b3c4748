import { expect, it } from "vitest";
import { readOptions } from "./options.ts";

it("refuses half of a home, in either half, and plays the demo only where there is none of it", () => {
  expect(() => readOptions({ HOMEOPS_HA_URL: "http://ha" })).toThrow("HOMEOPS_HA_TOKEN");
  expect(() => readOptions({ HOMEOPS_HA_TOKEN: "token" })).toThrow(/set it to the address[^\n]*\n[^\n]*HOMEOPS_HA_URL/);
  expect(readOptions({ HOMEOPS_HA_URL: "http://ha", HOMEOPS_HA_TOKEN: "token" }).demo).toBe(undefined);
  expect(readOptions({}).demo).toBe("1");
});

it("names variables that mean nothing to it, with the one that was probably meant", () => {
  expect(
    readOptions({ HOMEOPS_PROT: "80", HOMEOPS_HA_TOKNE: "x", HOMEOPS_WHATEVER_ELSE: "x", PATH: "/" }).unknown,
  ).toEqual([
    "HOMEOPS_PROT is not known and has no effect; did you mean HOMEOPS_PORT?",
    "HOMEOPS_HA_TOKNE is not known and has no effect; did you mean HOMEOPS_HA_TOKEN?",
    "HOMEOPS_WHATEVER_ELSE is not known and has no effect",
  ]);
  expect(readOptions({ HOMEOPS_DATA: "/tmp" }).unknown).toEqual([]);
});

it("asks a language model only where one is wanted, and takes an address alone for that wish", () => {
  expect(readOptions({}).languageModel).toMatchObject({ kind: "off", says: false });
  const address = { HOMEOPS_LANGUAGE_MODEL_URL: "http://localhost:11434/v1" };
  expect(() => readOptions(address)).toThrow("HOMEOPS_LANGUAGE_MODEL_NAME");
  expect(() => readOptions({ HOMEOPS_LANGUAGE_MODEL: "openai" })).toThrow("HOMEOPS_LANGUAGE_MODEL_URL");
  const named = { ...address, HOMEOPS_LANGUAGE_MODEL_NAME: "small" };
  expect(readOptions({ ...named, HOMEOPS_LANGUAGE_MODEL_KEY: "sk" }).languageModel).toMatchObject({ kind: "openai" });
  expect(readOptions({ ...named, HOMEOPS_LANGUAGE_MODEL: "off" }).languageModel.kind).toBe("off");
  expect(JSON.stringify(readOptions({ ...named, HOMEOPS_LANGUAGE_MODEL_KEY: "sk-canary" }))).not.toContain("sk-canary");
});

it("takes a certificate with its key only, and plain HTTP from networks only", () => {
  expect(() => readOptions({ HOMEOPS_TLS_CERTIFICATE: "/a.pem" })).toThrow(/HOMEOPS_TLS_KEY/);
  expect(() => readOptions({ HOMEOPS_TLS_KEY: "/a.key" })).toThrow(/HOMEOPS_TLS_CERTIFICATE/);
  const files = { HOMEOPS_TLS_CERTIFICATE: "/a.pem", HOMEOPS_TLS_KEY: "/a.key" };
  expect(readOptions(files).tls).toEqual({ certificate: "/a.pem", key: "/a.key" });
  expect(readOptions({}).tls).toBe(undefined);
  expect(readOptions({ HOMEOPS_PLAIN_FROM: "192.0.2.7, fd00::/8" }).plainFrom).toEqual(["192.0.2.7", "fd00::/8"]);
  expect(readOptions({}).plainFrom).toEqual([]);
  expect(() => readOptions({ HOMEOPS_PLAIN_FROM: "proxy.local" })).toThrow(/HOMEOPS_PLAIN_FROM/);
});

import { writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { appOptionsFile } from "./app-options.ts";
import { readOptions } from "./options.ts";

async function chosen(options: object | string, environment: Record<string, string> = {}) {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-options-"));
  writeFileSync(appOptionsFile(folder.path), typeof options === "string" ? options : JSON.stringify(options));
  return readOptions({ HOMEOPS_DATA: folder.path, SUPERVISOR_TOKEN: "supervisor-canary", ...environment });
}

it("heeds each option that was chosen on the Configuration tab", async () => {
  const options = await chosen({
    log_level: "debug",
    retention_days: 30,
    max_gigabytes: 4.5,
    voice: true,
    leave_out: ["camera.*", "sensor.noise"],
    database_url: "postgres://u:p@db/homeops",
    database_direct_url: "postgres://u:p@db:5432/homeops",
    embedding: { provider: "openai", url: "http://ollama:11434/v1", model: "nomic", key: "sk-canary" },
    language_model: { provider: "home-assistant", entity: "ai_task.local" },
    commit_seconds: 5,
    sql_port: 5432,
  });
  expect(options).toMatchObject({
    wrong: [],
    logLevel: "debug",
    retentionDays: 30,
    maxGigabytes: 4.5,
    keepsVoice: true,
    leaveOut: ["camera.*", "sensor.noise"],
    commitSeconds: 5,
    sqlPort: 5432,
    isCommitPaceGiven: true,
    embedding: { kind: "openai", provider: { url: "http://ollama:11434/v1", model: "nomic" } },
    languageModel: { kind: "home-assistant", entity: "ai_task.local" },
    demo: undefined,
    supervisor: { url: "http://supervisor", address: "172.30.32.2" },
  });
  expect(options.databaseUrl?.reveal()).toBe("postgres://u:p@db/homeops");
  expect(options.databaseDirectUrl?.reveal()).toContain(":5432");
  expect(options.embedding.provider?.key?.reveal()).toBe("sk-canary");
  expect(JSON.stringify(options)).not.toContain("canary");
});

it.each([
  [{ database_direct_url: "postgres://u:p@db/homeops" }, "database_direct_url", { databaseDirectUrl: undefined }],
  [{ log_level: "loud" }, "log_level", { logLevel: "info" }],
  [{ retention_days: 0 }, "retention_days", { retentionDays: undefined }],
  [{ retention_days: "many" }, "retention_days", { retentionDays: undefined }],
  [{ max_gigabytes: -1 }, "max_gigabytes", { maxGigabytes: undefined }],
  [{ voice: "perhaps" }, "voice", { keepsVoice: false }],
  [{ leave_out: ["everything"] }, "leave_out", { leaveOut: [] }],
  [{ leave_out: "camera.door" }, "leave_out", { leaveOut: [] }],
  [{ database_url: "mysql://db" }, "database_url", { databaseUrl: undefined }],
  [{ commit_seconds: 100 }, "commit_seconds", { isCommitPaceGiven: false }],
  [{ embedding: { provider: "openai" } }, "embedding.url", { embedding: { kind: "builtin" } }],
  [{ embedding: { provider: "psychic" } }, "embedding.provider", { embedding: { kind: "builtin" } }],
  [{ embedding: "builtin" }, "embedding", { embedding: { kind: "builtin" } }],
  [{ language_model: { url: "not-an-address", model: "m" } }, "language_model.url", { languageModel: { kind: "off" } }],
  [{ retention_dais: 3 }, "retention_dais", { retentionDays: undefined }],
  ["{", "options.json", { logLevel: "info" }],
])("says that %j is wrong, and goes on without it", async (options, name, expected) => {
  const read = await chosen(options);
  expect(read.wrong).toEqual([expect.stringContaining(name)]);
  expect(read).toMatchObject(expected);
});

it("heeds the rest where one is wrong, and what is left empty is not chosen", async () => {
  const { wrong, ...read } = await chosen({
    log_level: "loud",
    retention_days: 7,
    database_url: "",
    voice: null,
    leave_out: [],
  });
  expect(wrong).toHaveLength(1);
  expect(read).toMatchObject({ logLevel: "info", retentionDays: 7, databaseUrl: undefined });
});

it("tells no value in what it says of a wrong one", async () => {
  const { wrong } = await chosen({
    database_url: "canary",
    embedding: { url: "canary", model: 7 },
    log_level: "canary",
  });
  expect(wrong.length).toBeGreaterThan(2);
  expect(wrong.join()).not.toContain("canary");
});

it("still refuses a wrong variable, and reads no options.json outside the app", async () => {
  await expect(chosen({ log_level: "debug" }, { HOMEOPS_PORT: "many" })).rejects.toThrow("HOMEOPS_PORT");
  expect(await chosen({ log_level: "debug" }, { SUPERVISOR_TOKEN: "" })).toMatchObject({ logLevel: "info", wrong: [] });
});

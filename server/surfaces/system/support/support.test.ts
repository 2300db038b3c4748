import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { emptyHome } from "#db/testing.ts";
import { jsonLog } from "#server/log.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { SupportBundle } from "./contract.ts";
import { scrubbed, scrubbedLine } from "./scrub.ts";

it("says what is needed for help, and nothing of people, things, states, addresses and secrets", async () => {
  const canary = (what: string) => `canary-${what}-${crypto.randomUUID()}`;
  const [token, url, state, model] = [canary("token"), canary("url"), canary("state"), canary("model")];
  const log = jsonLog("info", { write: () => {} });
  await using homeops = await startHomeOps({
    log,
    options: {
      databaseUrl: undefined,
      homeAssistant: undefined,
      languageModel: {
        ...{ kind: "off", entity: "ai_task.canary_model", says: false },
        provider: { url: `http://${url}.example`, model, key: new Secret(token) },
      },
    },
  });
  const { db } = homeops.world;
  const { home } = await emptyHome(db);
  await db.run(sql`update users set name = 'Canaria Müller'`);
  await db.run(sql`update people.home set name = 'Canary Cottage'`);
  await db.run(sql`update home_assistant_connections set name = 'Canary Link', url = ${`http://${url}:8123`}`);
  await db.run(sql`
    insert into house.entity (home_id, connection_id, entity_id, name, aliases)
    select ${home}, id, 'person.canary', 'Canary Girl', array['Canary Alias'] from home_assistant_connections`);
  await db.run(sql`
    insert into memory.dead_letter (home_id, reason, body) values (${home}, ${state}, ${Buffer.from(state)})`);
  log.info("connection Canary Link to Canary Cottage was lost", {
    url: `http://${url}:8123`,
    connection: "Canary Link",
  });
  log.warn(`person.canary is ${state} at http://${url}:8123/x, said Canaria Müller <c@canary.example>`, {
    token,
    missed: 12,
  });
  log.error("request failed", {
    failure: `Error: ${state}\n    at work (file:///home/canary/server/intake/watch.ts:3:1)`,
  });
  log.info("said in words", { nested: { token } });

  await db.rows(sql`select memory.make_day('2026-11-20'::date)`);
  await db.owner.script("create index vector_of_model_7 on memory.vector (model_id) where model_id = 7");

  const bundle = SupportBundle.parse(await homeops.ask("system/support"));
  const text = JSON.stringify(bundle);
  expect(text).not.toMatch(/canar/i);
  for (const secret of [token, url, state, model, homeops.token]) expect(text).not.toContain(secret);
  expect(bundle.log.map((line) => JSON.parse(line))).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ msg: "homeops started", engine: "embedded", url: "[text]" }),
      expect.objectContaining({ msg: "connection [name] to [name] was lost" }),
      expect.objectContaining({ missed: 12, token: "[text]" }),
      expect.objectContaining({ failure: ["Error", "work server/intake/watch.ts:3:1"] }),
      expect.objectContaining({ msg: "said in words", nested: "[more]" }),
    ]),
  );
  expect(bundle).toMatchObject({
    health: { database: "up", dead_letters: 1 },
    schema: { steps: bundle.schema.known_steps, is_as_expected: true },
    options: { logLevel: "info", languageModel: "off", "apiToken is set": true, "homeAssistant is set": false },
  });
  await db.owner.script("drop index memory.sentence_text");
  expect(await homeops.ask("system/support")).toMatchObject({ schema: { is_as_expected: false } });
  expect(bundle.tables.map(({ name }) => name)).toContain("house.entity");
  expect(bundle.timings_ms["database, longest"]).toBeGreaterThan(0);
});

it.each([
  ["asked http://192.168.1.20:8123/api?x=1 again", "asked [address] again"],
  ["sensor.kitchen_2 did not answer at 10.0.0.7", "[thing] did not answer at [address]"],
  ["cannot write to /home/anna/data (EACCES)", "cannot write to [path] (EACCES)"],
  ["fe80::1:2:3 and anna@example.org", "[address] and [address]"],
  ['it said "come home" and eyJhbGciOiJIUzI1NiIsInR5cCI6', 'it said "[text]" and [word]'],
  [
    "snapshot before the upgrade begun; the past is served after it",
    "snapshot before the upgrade begun; the past is served after it",
  ],
])("makes %j", (text, expected) => {
  expect(scrubbed(text, [])).toBe(expected);
});

it("has no more to say of a line that was cut", () => {
  expect(scrubbedLine('{"msg":"half', [])).toBe("[a line that is no JSON]");
});

it("keeps the last five hundred lines, each cut where it is long", () => {
  const log = jsonLog("debug", { write: () => {} });
  for (let n = 0; n < 700; n++) log.child({ n }).debug("x".repeat(5_000));
  const lines = log.recent();
  expect(lines).toHaveLength(500);
  expect(Math.max(...lines.map((line) => line.length))).toBe(2_000);
});

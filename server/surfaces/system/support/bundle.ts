import { readFileSync } from "node:fs";
import { availableParallelism, freemem, totalmem, uptime } from "node:os";
import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { describeSchema } from "#db/describe-schema.ts";
import { appliedIn, migrations } from "#db/migrate.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { instantOf } from "#server/instant.ts";
import type { Options } from "#server/options.ts";
import type { World } from "#server/world.ts";
import type { SystemStatus } from "../contract.ts";
import type { SupportBundle } from "./contract.ts";
import { namesKnown, tableSizes } from "./queries.ts";
import { scrubbed, scrubbedLine } from "./scrub.ts";

const GOLDEN = new URL("../../../../db/schema.sql", import.meta.url);
const LOOKS = 5;

/** What somebody who helps needs to know, and nothing about the people and things of a home. */
export async function bundleOf({ db, clock, log, options }: World, status: SystemStatus): Promise<SupportBundle> {
  const names = await unlessAway(async () => (await namesKnown(db.for("asked"))).map(({ name }) => name), []);
  const { engine, queue, embedding, ...rest } = status;
  const plain = (sentence: string | null) => sentence && scrubbed(sentence, names);
  return {
    made_at: instantOf(clock.now()),
    versions: versionsOf(status),
    machine: machineOf(status),
    options: shownOptions(options),
    status: {
      ...rest,
      engine: { ...engine, reason: plain(engine.reason) },
      queue: { ...queue, reason: plain(queue.reason) },
      embedding: { ...embedding, model: embedding.model && "[model]", reason: plain(embedding.reason) },
    },
    connections: status.connections.map(({ state, entities, clock }) => ({
      ...{ state, entities, clock_skew_seconds: clock.skew_ms === null ? null : clock.skew_ms / 1000 },
    })),
    health: {
      database: engine.state,
      gaps: status.gaps.length,
      pauses: status.pauses.length,
      dead_letters: queue.dead,
    },
    schema: await unlessAway(() => schemaOf(db), { steps: 0, known_steps: migrations().length, is_as_expected: null }),
    tables: await unlessAway(() => tableSizes(db.for("asked")), []),
    timings_ms: await unlessAway(() => timingsOf(db), {}),
    log: log.recent().map((line) => scrubbedLine(line, names)),
  };
}

const versionsOf = ({ version, engine, connections }: SystemStatus): SupportBundle["versions"] => ({
  homeops: version,
  node: process.version,
  database: engine.version,
  home_assistant: connections.map((one) => one.version ?? "unknown"),
});

const machineOf = (status: SystemStatus): SupportBundle["machine"] => ({
  platform: `${process.platform} ${process.arch}`,
  cpus: availableParallelism(),
  memory_bytes: totalmem(),
  memory_free_bytes: freemem(),
  disk_free_bytes: status.disk_free_bytes,
  uptime_seconds: Math.round(uptime()),
});

/** Numbers, choices and yes or no as they are; of addresses, secrets and folders only whether they are set. */
function shownOptions({ embedding, languageModel, ...options }: Options): SupportBundle["options"] {
  const { commitSeconds, snapshots, maxGigabytes = null, insideApp, keepsVoice, logLevel, port, demoSpeed } = options;
  const isSet = [
    "homeAssistant",
    "databaseUrl",
    "databaseDirectUrl",
    "postgresFolder",
    "secretKey",
    "apiToken",
    "demo",
  ] as const;
  return {
    ...{ commitSeconds, snapshots, maxGigabytes, insideApp, keepsVoice, logLevel, port, demoSpeed },
    ...Object.fromEntries(isSet.map((name) => [`${name} is set`, options[name] !== undefined])),
    embedding: embedding.kind,
    languageModel: languageModel.kind,
    "unknown variables": options.unknown.length,
  };
}

async function schemaOf(db: Database): Promise<SupportBundle["schema"]> {
  const applied = await db.owner.transaction(appliedIn);
  const isAsExpected = lasting(await describeSchema(db.owner)) === lasting(readFileSync(GOLDEN, "utf8"));
  return { steps: applied.length, known_steps: migrations().length, is_as_expected: isAsExpected };
}

/** Tables, indexes and rules. The view of events and an index follow the model of the vectors, and each PostgreSQL words functions its own way. */
const lasting = (schema: string): string =>
  schema
    .slice(0, schema.indexOf("\ncreate view "))
    .split("\n")
    .filter((line) => !line.includes("vector_of_model_"))
    .join("\n");

/** The shortest and the longest of some looks. */
async function timingsOf(db: Database): Promise<Record<string, number>> {
  const took: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    const from = performance.now();
    await db.for("asked").row(sql`select 1`);
    took.push(performance.now() - from);
  }
  const from = performance.now();
  await db.for("asked").rows(sql`select at from memory.event order by at desc limit 100`);
  const rounded = (ms: number) => Math.round(ms * 10) / 10;
  return {
    "database, shortest": rounded(Math.min(...took)),
    "database, longest": rounded(Math.max(...took)),
    "latest events": rounded(performance.now() - from),
  };
}

async function unlessAway<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDatabaseAway(error)) return otherwise;
    throw error;
  }
}

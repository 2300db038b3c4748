import path from "node:path";
import { z } from "zod";
import { LogLevel } from "./log.ts";
import { Refusal } from "./refusal.ts";
import { Secret } from "./secret.ts";
import { unknownNames } from "./unknown-names.ts";

const secret = z
  .string()
  .min(1)
  .transform((text) => new Secret(text));
const port = z.coerce.number().int().min(0).max(65_535);

const Environment = z
  .object({
    HOMEOPS_HA_URL: z.string().min(1).optional(),
    HOMEOPS_HA_TOKEN: secret.optional(),
    DATABASE_URL: secret.optional(),
    DATABASE_DIRECT_URL: secret.optional(),
    HOMEOPS_POSTGRES: z
      .string()
      .min(1)
      .transform((folder) => path.resolve(folder))
      .optional(),
    HOMEOPS_DATA: z
      .string()
      .min(1)
      .default("./data")
      .transform((folder) => path.resolve(folder)),
    HOMEOPS_HOST: z.string().min(1).default("127.0.0.1"),
    HOMEOPS_PORT: port.default(8099),
    HOMEOPS_SECRET_KEY: z
      .string()
      .refine(
        (text) => Buffer.from(text, "base64").length === 32,
        "must be 32 bytes in base64; make one with: openssl rand -base64 32",
      )
      .transform((text) => new Secret(text))
      .optional(),
    HOMEOPS_API_TOKEN: secret.optional(),
    HOMEOPS_DEMO: z.string().min(1).optional(),
    HOMEOPS_DEMO_SPEED: z.coerce.number().positive().max(100_000).default(1),
    HOMEOPS_COMMIT_SECONDS: z.coerce.number().positive().max(60).optional(),
    HOMEOPS_SNAPSHOTS: z.coerce.number().int().min(0).max(100).default(3),
    HOMEOPS_MOVE_TO: secret.optional(),
    HOMEOPS_MAX_GB: z.coerce.number().positive().max(1_000_000).optional(),
    SUPERVISOR_TOKEN: secret.optional(),
    HOMEOPS_IMPORT_URL: secret.optional(),
    INIT_CWD: z.string().min(1).optional(), // npm's: where its caller stands
    HOMEOPS_EMBEDDING: z.enum(["builtin", "openai", "off"]).optional(),
    HOMEOPS_EMBEDDING_URL: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    HOMEOPS_EMBEDDING_MODEL: z.string().min(1).max(200).optional(),
    HOMEOPS_EMBEDDING_KEY: secret.optional(),
    HOMEOPS_LANGUAGE_MODEL: z.enum(["off", "openai", "home-assistant"]).optional(),
    HOMEOPS_LANGUAGE_MODEL_URL: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    HOMEOPS_LANGUAGE_MODEL_NAME: z.string().min(1).max(200).optional(),
    HOMEOPS_LANGUAGE_MODEL_KEY: secret.optional(),
    HOMEOPS_LANGUAGE_MODEL_ENTITY: z
      .string()
      .regex(/^ai_task\.[a-z0-9_]+$/, "must be an entity, as in ai_task.local_model")
      .optional(),
    HOMEOPS_LANGUAGE_MODEL_SPEECH: z.enum(["on", "off"]).default("off"),
    HOMEOPS_VOICE: z.enum(["on", "off"]).default("off"),
    HOMEOPS_LOG: z.enum(LogLevel).default("info"),
  })
  .refine((it) => !it.HOMEOPS_HA_URL || it.HOMEOPS_HA_TOKEN, {
    path: ["HOMEOPS_HA_TOKEN"],
    message: "is missing: make a long-lived access token on your profile page in Home Assistant",
  })
  .refine((it) => !it.HOMEOPS_HA_TOKEN || it.HOMEOPS_HA_URL, {
    path: ["HOMEOPS_HA_URL"],
    message: "is missing: set it to the address of your Home Assistant, as in http://homeassistant.local:8123",
  })
  .refine((it) => it.HOMEOPS_EMBEDDING !== "openai" || it.HOMEOPS_EMBEDDING_URL, {
    path: ["HOMEOPS_EMBEDDING_URL"],
    message: "is missing: set it to the address of your embedding server, as in http://localhost:11434/v1",
  })
  .refine((it) => !it.HOMEOPS_EMBEDDING_URL || it.HOMEOPS_EMBEDDING_MODEL, {
    path: ["HOMEOPS_EMBEDDING_MODEL"],
    message: "is missing: set it to the name of a model that your embedding server has, as in nomic-embed-text",
  })

  .refine((it) => it.HOMEOPS_LANGUAGE_MODEL !== "openai" || it.HOMEOPS_LANGUAGE_MODEL_URL, {
    path: ["HOMEOPS_LANGUAGE_MODEL_URL"],
    message: "is missing: set it to the address of your language model, as in http://localhost:11434/v1",
  })
  .refine((it) => !it.HOMEOPS_LANGUAGE_MODEL_URL || it.HOMEOPS_LANGUAGE_MODEL_NAME, {
    path: ["HOMEOPS_LANGUAGE_MODEL_NAME"],
    message: "is missing: set it to the name of a model that your server has, as in qwen3:4b",
  });

/** Until the disk has been asked (server/commit-pace.ts). */
const PROMPT_SECONDS = 0.25;

export type Options = ReturnType<typeof readOptions>;

/**
 * The only reader of the environment.
 * @throws Refusal `bad_options`, naming each wrong one
 */
export function readOptions(environment: Record<string, string | undefined>) {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) throw new Refusal("bad_options", z.prettifyError(parsed.error));
  const it = parsed.data;
  return {
    unknown: unknownNames(Object.keys(set), Object.keys(Environment.shape)),
    homeAssistant:
      it.HOMEOPS_HA_URL && it.HOMEOPS_HA_TOKEN ? { url: it.HOMEOPS_HA_URL, token: it.HOMEOPS_HA_TOKEN } : undefined,
    databaseUrl: it.DATABASE_URL,
    databaseDirectUrl: it.DATABASE_DIRECT_URL,
    /** Programs of a PostgreSQL that HomeOps runs by itself. */
    postgresFolder: it.HOMEOPS_POSTGRES,
    dataFolder: it.HOMEOPS_DATA,
    host: it.HOMEOPS_HOST,
    port: it.HOMEOPS_PORT,
    secretKey: it.HOMEOPS_SECRET_KEY,
    apiToken: it.HOMEOPS_API_TOKEN,
    demo: it.HOMEOPS_DEMO ?? (it.HOMEOPS_HA_URL ? undefined : "1"),
    demoSpeed: it.HOMEOPS_DEMO_SPEED,
    commitSeconds: it.HOMEOPS_COMMIT_SECONDS ?? PROMPT_SECONDS,
    isCommitPaceGiven: it.HOMEOPS_COMMIT_SECONDS !== undefined,
    snapshots: it.HOMEOPS_SNAPSHOTS,
    moveTo: it.HOMEOPS_MOVE_TO,
    maxGigabytes: it.HOMEOPS_MAX_GB,
    insideApp: it.SUPERVISOR_TOKEN !== undefined,
    importUrl: it.HOMEOPS_IMPORT_URL,
    calledFrom: it.INIT_CWD,
    embedding: embeddingIn(it),
    languageModel: languageModelIn(it),
    /** Whether what people ask of Assist is kept. */
    keepsVoice: it.HOMEOPS_VOICE === "on",
    logLevel: it.HOMEOPS_LOG,
  };
}

/** What may map questions that the grammar does not understand; an address alone means that the one there is wanted. */
function languageModelIn(it: z.output<typeof Environment>) {
  const { HOMEOPS_LANGUAGE_MODEL_URL: url, HOMEOPS_LANGUAGE_MODEL_NAME: model } = it;
  const kind = it.HOMEOPS_LANGUAGE_MODEL ?? (url ? "openai" : "off");
  const provider = url && model ? { url, model, key: it.HOMEOPS_LANGUAGE_MODEL_KEY } : undefined;
  return { kind, provider, entity: it.HOMEOPS_LANGUAGE_MODEL_ENTITY, says: it.HOMEOPS_LANGUAGE_MODEL_SPEECH === "on" };
}

/** How sentences become vectors; an address alone means that the one there is wanted. */
function embeddingIn(it: z.output<typeof Environment>) {
  const { HOMEOPS_EMBEDDING_URL: url, HOMEOPS_EMBEDDING_MODEL: model, HOMEOPS_EMBEDDING_KEY: key } = it;
  const kind = it.HOMEOPS_EMBEDDING ?? (url ? "openai" : "builtin");
  return { kind, provider: kind === "openai" && url && model ? { url, model, key } : undefined };
}

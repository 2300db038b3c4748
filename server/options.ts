import path from "node:path";
import { z } from "zod";
import { type AppOptions, notHeeded, optionOf, readAppOptions } from "./app-options.ts";
import { LogLevel } from "./log.ts";
import { isNetwork } from "./networks.ts";
import { Refusal } from "./refusal.ts";
import { Secret } from "./secret.ts";
import { unknownNames } from "./unknown-names.ts";

const secret = z
  .string()
  .min(1)
  .transform((text) => new Secret(text));
const port = z.coerce.number().int().min(0).max(65_535);
const place = z
  .string()
  .min(1)
  .transform((given) => path.resolve(given));
const list = z.string().transform((text) => text.split(",").map((one) => one.trim()));

const sealingKey = z
  .string()
  .refine(
    (text) => Buffer.from(text, "base64").length === 32,
    "must be 32 bytes in base64; make one with: openssl rand -base64 32",
  )
  .transform((text) => new Secret(text));

const Environment = z
  .object({
    HOMEOPS_HA_URL: z.string().min(1).optional(),
    HOMEOPS_HA_TOKEN: secret.optional(),
    DATABASE_URL: secret.optional(),
    DATABASE_DIRECT_URL: secret.optional(),
    HOMEOPS_POSTGRES: place.optional(),
    HOMEOPS_DATA: z
      .string()
      .min(1)
      .default("./data")
      .transform((folder) => path.resolve(folder)),
    HOMEOPS_HOST: z.string().min(1).default("127.0.0.1"),
    HOMEOPS_PORT: port.default(8099),
    HOMEOPS_INGRESS_PORT: port.default(8098),
    HOMEOPS_TLS_CERTIFICATE: place.optional(),
    HOMEOPS_TLS_KEY: place.optional(),
    HOMEOPS_PLAIN_FROM: list
      .pipe(z.array(z.string().refine(isNetwork, "must be addresses or networks, as in 192.0.2.7 or 192.0.2.0/24")))
      .optional(),
    HOMEOPS_SQL_PORT: port.min(1).optional(),
    HOMEOPS_SECRET_KEY: sealingKey.optional(),
    HOMEOPS_SECRET_KEY_OLD: list.pipe(z.array(sealingKey)).optional(),
    HOMEOPS_API_TOKEN: secret.optional(),
    HOMEOPS_DEMO: z.string().min(1).optional(),
    HOMEOPS_DEMO_SPEED: z.coerce.number().positive().max(100_000).default(1),
    HOMEOPS_COMMIT_SECONDS: z.coerce.number().positive().max(60).optional(),
    HOMEOPS_SNAPSHOTS: z.coerce.number().int().min(0).max(100).default(3),
    HOMEOPS_MOVE_TO: secret.optional(),
    HOMEOPS_ARCHIVE: place.optional(),
    HOMEOPS_SEAL: z.enum(["on", "off"]).default("off"),
    HOMEOPS_MAX_GB: z.coerce.number().positive().max(1_000_000).optional(),
    HOMEOPS_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).optional(),
    HOMEOPS_LEAVE_OUT: list
      .pipe(
        z.array(z.string().regex(/^[a-z0-9_*?]+\.[a-z0-9_*?]+$/, "must be entities, as in camera.door or camera.*")),
      )
      .optional(),
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
  .refine((it) => !it.HOMEOPS_SECRET_KEY_OLD || it.HOMEOPS_SECRET_KEY, {
    path: ["HOMEOPS_SECRET_KEY"],
    message: "is missing: HOMEOPS_SECRET_KEY_OLD only opens what was sealed before; set the key that seals too",
  })
  .refine((it) => !it.HOMEOPS_TLS_CERTIFICATE || it.HOMEOPS_TLS_KEY, {
    path: ["HOMEOPS_TLS_KEY"],
    message: "is missing: set it to the file with the key of HOMEOPS_TLS_CERTIFICATE",
  })
  .refine((it) => !it.HOMEOPS_TLS_KEY || it.HOMEOPS_TLS_CERTIFICATE, {
    path: ["HOMEOPS_TLS_CERTIFICATE"],
    message: "is missing: set it to the file with the certificate of HOMEOPS_TLS_KEY",
  })
  .refine((it) => !it.DATABASE_DIRECT_URL || it.DATABASE_URL, {
    path: ["DATABASE_DIRECT_URL"],
    message: "is the way past a pooler and does not stand alone: set DATABASE_URL too",
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

/** Inside the app: how the Supervisor is reached, and the one address from which it lets people in. */
const SUPERVISOR = { url: "http://supervisor", address: "172.30.32.2" };

export type Options = ReturnType<typeof readOptions>;

type Given = Record<string, string | undefined>;

/**
 * The only reader of the environment. Inside the app what was chosen there comes before it; what is wrong of that is left out, and said.
 * @throws Refusal `bad_options`, naming each wrong variable
 */
export function readOptions(environment: Given) {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const chosen = set.SUPERVISOR_TOKEN ? readAppOptions(path.resolve(set.HOMEOPS_DATA ?? "./data")) : undefined;
  const { it, wrong } = heeded(set, chosen ?? { variables: {}, wrong: [] });
  return {
    unknown: unknownNames(Object.keys(set), Object.keys(Environment.shape)),
    /** A sentence for each option of the app that is not heeded. */
    wrong,
    /** Options that were changed since, and hold after the next start. */
    waiting: none,
    homeAssistant:
      it.HOMEOPS_HA_URL && it.HOMEOPS_HA_TOKEN ? { url: it.HOMEOPS_HA_URL, token: it.HOMEOPS_HA_TOKEN } : undefined,
    databaseUrl: it.DATABASE_URL,
    databaseDirectUrl: it.DATABASE_DIRECT_URL,
    /** Programs of a PostgreSQL that HomeOps runs by itself. */
    postgresFolder: it.HOMEOPS_POSTGRES,
    dataFolder: it.HOMEOPS_DATA,
    host: it.HOMEOPS_HOST,
    port: it.HOMEOPS_PORT,
    ingressPort: it.HOMEOPS_INGRESS_PORT,
    /** Files of a certificate that somebody brings, and its key; else one of our own is made. */
    tls:
      it.HOMEOPS_TLS_CERTIFICATE && it.HOMEOPS_TLS_KEY
        ? { certificate: it.HOMEOPS_TLS_CERTIFICATE, key: it.HOMEOPS_TLS_KEY }
        : undefined,
    /** Networks that may speak plain HTTP, beside loopback: behind a proxy that speaks TLS. */
    plainFrom: it.HOMEOPS_PLAIN_FROM ?? [],
    /** Where the PostgreSQL of our own lets people read by SQL. */
    sqlPort: it.HOMEOPS_SQL_PORT,
    secretKey: it.HOMEOPS_SECRET_KEY,
    /** Those before it: what they sealed is opened, and sealed anew. */
    formerSecretKeys: it.HOMEOPS_SECRET_KEY_OLD ?? [],
    apiToken: it.HOMEOPS_API_TOKEN,
    demo: it.HOMEOPS_DEMO ?? (it.HOMEOPS_HA_URL || it.SUPERVISOR_TOKEN ? undefined : "1"),
    demoSpeed: it.HOMEOPS_DEMO_SPEED,
    commitSeconds: it.HOMEOPS_COMMIT_SECONDS ?? PROMPT_SECONDS,
    isCommitPaceGiven: it.HOMEOPS_COMMIT_SECONDS !== undefined,
    snapshots: it.HOMEOPS_SNAPSHOTS,
    moveTo: it.HOMEOPS_MOVE_TO,
    /** Where days are written as Parquet before they go. */
    archive: it.HOMEOPS_ARCHIVE,
    /** Whether days older than two are packed by night. */
    seals: it.HOMEOPS_SEAL === "on",
    maxGigabytes: it.HOMEOPS_MAX_GB,
    /** How many days raw events are kept where nobody wished otherwise. */
    retentionDays: it.HOMEOPS_RETENTION_DAYS,
    /** Entities that are kept out of the memory, also by * and ?. */
    leaveOut: it.HOMEOPS_LEAVE_OUT ?? [],
    insideApp: it.SUPERVISOR_TOKEN !== undefined,
    supervisor: it.SUPERVISOR_TOKEN && { ...SUPERVISOR, token: it.SUPERVISOR_TOKEN },
    importUrl: it.HOMEOPS_IMPORT_URL,
    calledFrom: it.INIT_CWD,
    embedding: embeddingIn(it),
    languageModel: languageModelIn(it),
    /** Whether what people ask of Assist is kept. */
    keepsVoice: it.HOMEOPS_VOICE === "on",
    logLevel: it.HOMEOPS_LOG,
  };
}

const none: readonly string[] = [];

/** A wrong choice takes its whole group along: half of a provider is none. */
function heeded(set: Given, { variables, wrong }: AppOptions): { it: z.output<typeof Environment>; wrong: string[] } {
  const parsed = Environment.safeParse({ ...set, ...variables });
  if (parsed.success) return { it: parsed.data, wrong };
  const chosen = parsed.error.issues.flatMap(({ path: [name], message }) => {
    const about = optionOf(String(name));
    return about && Object.keys(variables).some((one) => optionOf(one)?.group === about.group)
      ? [{ ...about, message }]
      : [];
  });
  if (chosen.length === 0) throw new Refusal("bad_options", z.prettifyError(parsed.error));
  const groups = new Set(chosen.map(({ group }) => group));
  const others = Object.entries(variables).filter(([name]) => !groups.has(optionOf(name)?.group ?? ""));
  const said = chosen.map(({ option, message }) => notHeeded(option, message));
  return heeded(set, { variables: Object.fromEntries(others), wrong: [...wrong, ...said] });
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

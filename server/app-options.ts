import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { jsonIn } from "./json-in.ts";

const text = z.string().max(2_000);
const postgresAddress = text.regex(/^(postgres(ql)?:\/\/.+)?$/, "must begin with postgres://");
const onOrOff = z.boolean().transform((isOn) => (isOn ? "on" : "off"));

/** By the option's name, nested ones with a dot: the variable that means the same, and what it may look like. */
const KNOWN = new Map<string, { variable: string; looks: z.ZodType<string | number> }>([
  ["log_level", { variable: "HOMEOPS_LOG", looks: text }],
  ["retention_days", { variable: "HOMEOPS_RETENTION_DAYS", looks: z.number() }],
  ["max_gigabytes", { variable: "HOMEOPS_MAX_GB", looks: z.number() }],
  ["voice", { variable: "HOMEOPS_VOICE", looks: onOrOff }],
  ["leave_out", { variable: "HOMEOPS_LEAVE_OUT", looks: z.array(text).transform((ids) => ids.join(",")) }],
  ["commit_seconds", { variable: "HOMEOPS_COMMIT_SECONDS", looks: z.number() }],
  ["sql_port", { variable: "HOMEOPS_SQL_PORT", looks: z.number() }],
  ["database_url", { variable: "DATABASE_URL", looks: postgresAddress }],
  ["database_direct_url", { variable: "DATABASE_DIRECT_URL", looks: postgresAddress }],
  ["embedding.provider", { variable: "HOMEOPS_EMBEDDING", looks: text }],
  ["embedding.url", { variable: "HOMEOPS_EMBEDDING_URL", looks: text }],
  ["embedding.model", { variable: "HOMEOPS_EMBEDDING_MODEL", looks: text }],
  ["embedding.key", { variable: "HOMEOPS_EMBEDDING_KEY", looks: text }],
  ["language_model.provider", { variable: "HOMEOPS_LANGUAGE_MODEL", looks: text }],
  ["language_model.url", { variable: "HOMEOPS_LANGUAGE_MODEL_URL", looks: text }],
  ["language_model.model", { variable: "HOMEOPS_LANGUAGE_MODEL_NAME", looks: text }],
  ["language_model.key", { variable: "HOMEOPS_LANGUAGE_MODEL_KEY", looks: text }],
  ["language_model.entity", { variable: "HOMEOPS_LANGUAGE_MODEL_ENTITY", looks: text }],
]);
const VARIABLES = new Map([...KNOWN].map(([option, { variable }]) => [variable, option]));

export type AppOptions = {
  /** As the environment would say it. */
  variables: Record<string, string>;
  /** A sentence for each option that is not heeded. */
  wrong: string[];
};

export const appOptionsFile = (dataFolder: string): string => path.join(dataFolder, "options.json");

/** What was chosen on the app's Configuration tab: the Supervisor writes it there. Whatever is wrong with it, the app goes on and says so. */
export function readAppOptions(dataFolder: string): AppOptions {
  const file = appOptionsFile(dataFolder);
  if (!existsSync(file)) return { variables: {}, wrong: [] };
  const written = z.record(z.string(), z.unknown()).safeParse(jsonIn(readFileSync(file, "utf8")));
  if (!written.success)
    return { variables: {}, wrong: ["The file options.json cannot be read; save the options anew"] };
  const read: AppOptions = { variables: {}, wrong: [] };
  for (const [option, value] of Object.entries(written.data).flatMap(flat)) take(read, option, value);
  return read;
}

/** Of nested options each has its own name. */
function flat([option, value]: [string, unknown]): [string, unknown][] {
  const isGroup = [...KNOWN.keys()].some((known) => known.startsWith(`${option}.`));
  const inner = isGroup ? z.record(z.string(), z.unknown()).safeParse(value) : undefined;
  if (!inner?.success) return [[option, value]];
  return Object.entries(inner.data).map(([name, each]) => [`${option}.${name}`, each]);
}

function take({ variables, wrong }: AppOptions, option: string, value: unknown): void {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return;
  const known = KNOWN.get(option);
  if (!known) return void wrong.push(`The option ${option.slice(0, 50)} is not known and has no effect`);
  const { success, data, error } = known.looks.safeParse(value);
  if (success) variables[known.variable] = String(data);
  else wrong.push(notHeeded(option, error.issues[0]?.message ?? "it cannot be read"));
}

export const notHeeded = (option: string, why: string): string =>
  `The option ${option} is not heeded (${why}); set it right on the Configuration tab of the app`;

/** What the app's Configuration tab calls a variable; options of one group go together. */
export function optionOf(variable: string): { option: string; group: string } | undefined {
  const option = VARIABLES.get(variable);
  return option === undefined ? undefined : { option, group: option.split(".")[0] ?? option };
}

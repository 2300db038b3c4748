import type { Commands } from "../../data/commands.ts";

export type KeptChannel = Commands["alerts/channels"]["output"]["items"][number];
export type ChannelKind = KeptChannel["kind"];
export type FieldName =
  | ("how" | "seconds" | "voice" | "url" | "secret" | "to" | "from")
  | ("host" | "port" | "security" | "user" | "password" | "authority" | "prefix");
type Values = Readonly<Partial<Record<FieldName, string>>>;
type Target = KeptChannel["target"];

export interface ChannelField {
  readonly name: FieldName;
  readonly type?: "url" | "email" | "password" | "number" | "choice" | "long";
  readonly isOptional?: true;
  /** Entered and never shown; what is left empty stays. */
  readonly isSecret?: true;
  /** What it is until it is changed. */
  readonly usual?: string;
  readonly choices?: readonly ("blink" | "color" | "starttls" | "tls")[];
}

/** What people enter for each kind; what the home offers brings the rest along. */
export const channelFields: Readonly<Record<ChannelKind, readonly ChannelField[]>> = {
  companion: [],
  notify: [],
  persistent: [],
  light: [
    { name: "how", type: "choice", choices: ["blink", "color"], usual: "blink" },
    { name: "seconds", type: "number", usual: "10" },
  ],
  speech: [{ name: "voice", isOptional: true }],
  webhook: [
    { name: "url", type: "url", isSecret: true },
    { name: "secret", type: "password", isSecret: true },
  ],
  email: [
    { name: "to", type: "email" },
    { name: "from", type: "email" },
    { name: "host" },
    { name: "port", type: "number", usual: "587" },
    { name: "security", type: "choice", choices: ["starttls", "tls"], usual: "starttls" },
    { name: "user", isOptional: true },
    { name: "password", type: "password", isSecret: true, isOptional: true },
    { name: "authority", type: "long", isOptional: true },
  ],
  mqtt: [{ name: "prefix", usual: "homeops" }],
};

/** What stands in the fields at first: what is kept and may be shown. */
export const valuesOf = (kind: ChannelKind, target: Target = {}): Values =>
  Object.fromEntries(
    channelFields[kind].map(({ name, isSecret, usual = "" }) => [name, isSecret ? "" : textOf(target[name]) || usual]),
  );

const textOf = (value: Target[string] | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

/** What is kept, with what was entered. Where it is reached, the server decides; what is left empty is left out. */
export function targetOf(kind: ChannelKind, values: Values, target: Target = {}): Target {
  const names: readonly string[] = channelFields[kind].map(({ name }) => name);
  const rest = Object.entries(target).filter(([name]) => name !== "reach" && !names.includes(name));
  const entered = channelFields[kind].flatMap(({ name, type }) => {
    const text = (values[name] ?? "").trim();
    return text === "" ? [] : [[name, type === "number" ? Number(text) : text] as const];
  });
  return Object.fromEntries([...rest, ...entered]);
}

type Lack = "missing" | "number";

/** What is still wanting, by field. */
export function lacksOf(
  kind: ChannelKind,
  values: Values,
  secrets: readonly string[] = [],
): ReadonlyMap<FieldName, Lack> {
  const lacks = channelFields[kind].flatMap(({ name, type, isOptional, isSecret }): [FieldName, Lack][] => {
    const text = (values[name] ?? "").trim();
    const isThere = text !== "" || isOptional || (isSecret && secrets.includes(name));
    if (!isThere) return [[name, "missing"]];
    return type === "number" && text !== "" && !Number.isInteger(Number(text)) ? [[name, "number"]] : [];
  });
  return new Map(lacks);
}

/** What the server said of single fields, as in "…: url: must be an address; secret: …"; empty where it said something else. */
export function saidOfFields(kind: ChannelKind, sentence: string): Partial<Record<FieldName, string>> {
  const said = channelFields[kind].flatMap(({ name }) => {
    const found = new RegExp(`(?:^|[:;] )${name}: ([^;]+)`).exec(sentence)?.[1];
    return found === undefined ? [] : [[name, found] as const];
  });
  return Object.fromEntries(said);
}

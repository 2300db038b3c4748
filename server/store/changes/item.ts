import { hashOf } from "#server/packed.ts";
import { redact } from "#server/redact.ts";
import { canonical } from "./canonical.ts";
import type { ChangeKind } from "./contract.ts";

/** A configuration of this size is made by a program; that it changed is kept, but not how. */
const LARGEST = 1_000_000;
const MENTIONED_AT_MOST = 300;
const HIDDEN = "[secret]";
const ENTITY = /\b[a-z][a-z0-9_]*\.[a-z0-9_]+\b/g;

/** One thing that people or integrations configure, as it was read. */
export interface Item {
  /** As Home Assistant calls it within its kind. */
  readonly item_id: string;
  readonly entity_id: string | null;
  readonly name: string;
  readonly body: unknown;
}

export interface Hashed extends Omit<Item, "body"> {
  /** Of the canonical form. */
  readonly hash: string;
  /** In the order in which it was told, which is the order of people. */
  readonly text: string;
}

/** Without credentials, in a form that is equal where the configuration is; text that no database takes is mended. */
export function hashed(kind: ChangeKind, { item_id, entity_id, name, body }: Item): Hashed {
  const clean = redact(storable(body), entity_id ?? `${kind}.`);
  const text = JSON.stringify(clean) ?? "null";
  const hash = hashOf(canonical(clean));
  const kept = text.length > LARGEST ? JSON.stringify({ characters: text.length, sha256: hash }) : text;
  return { item_id, entity_id, name: storableText(name), hash, text: kept };
}

/** Entities that these texts name. */
export function mentionedIn(entityId: string | null, texts: readonly string[]): string[] {
  const named = new Set(entityId ? [entityId] : []);
  for (const text of texts)
    for (const [id] of text.matchAll(ENTITY)) {
      if (named.size >= MENTIONED_AT_MOST) return [...named];
      named.add(id);
    }
  return [...named];
}

function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [
    storableText(key),
    isCode(key, member) ? HIDDEN : storable(member),
  ]);
  return Object.fromEntries(members);
}

/** In a configuration a code opens something, whatever it stands beside. */
const isCode = (key: string, member: unknown): boolean =>
  /^(?:code|pin)$/i.test(key) && (typeof member === "number" || (typeof member === "string" && member !== ""));

const storableText = (text: string): string => text.replaceAll("\0", "\uFFFD").toWellFormed();

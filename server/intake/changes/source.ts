import type { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import type { ChangeKind } from "#server/store/changes/contract.ts";
import type { Item } from "#server/store/changes/item.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import type { Link } from "../connect/link.ts";

/** Where configurations are read from. */
export interface Source {
  readonly link: Pick<Link, "call">;
  readonly present: ReadonlyMap<string, PresentState>;
  /** What Home Assistant tells by HTTP only. @throws Refusal `ha_not_found` */
  rest<T>(path: string, answer: z.ZodType<T>): Promise<T>;
  /** Between two questions, so that Core has others in between. */
  breathe(): Promise<void>;
}

export interface Read {
  readonly items: readonly Item[];
  readonly isWhole: boolean;
  readonly isReticent?: boolean;
  readonly gone?: readonly string[];
}

/** How one kind is read: as a whole, or only the items of these ids. */
export interface Reader {
  readonly kind: ChangeKind;
  /** As it is called where it cannot be read. */
  readonly called: string;
  read(source: Source, only?: readonly string[]): Promise<Read>;
}

/** The members of a body that are configured; the others tell how it does. */
export const picked = (body: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(body, key)).map((key) => [key, body[key]]));

/** Sets come in any order. */
export const withSets = (body: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      keys.includes(key) && Array.isArray(value) ? [...value].sort() : value,
    ]),
  );

export const textOr = (text: unknown, otherwise: string): string =>
  typeof text === "string" && text.trim() !== "" ? text : otherwise;

/** Nobody has one of these. */
export function unlessUnknown(error: unknown): [] {
  if (error instanceof Refusal && error.code === "ha_unknown_command") return [];
  throw error;
}

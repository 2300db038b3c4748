import type { Verb } from "./words/en.ts";

/** What a sentence is made of; a RememberedEvent is one. */
export interface Happening {
  /** state_changed, or the type of the event. */
  readonly kind: string;
  readonly entity_id: string | null;
  readonly state: string | null;
  /** Null: there was none. Left out: not known, and then a change is presumed where repeats are rare. */
  readonly old_state?: string | null | undefined;
  /** A state's attributes, another event's data; null where they are not known. */
  readonly attributes: Readonly<Record<string, unknown>> | null;
  /** Of the state before; without them nothing is told of what only they show. */
  readonly old_attributes?: Readonly<Record<string, unknown>> | null | undefined;
  /** Name of the person who did it. */
  readonly person?: string | null | undefined;
}

/** What is known of its entity. */
export interface Named {
  readonly name: string | null;
  readonly area?: string | null;
  readonly device_class?: string | null;
  readonly unit?: string | null;
  /** What another entity is called. */
  readonly called?: ((entityId: string) => string | null | undefined) | undefined;
}

export interface Sentence {
  readonly text: string;
  readonly kind: Verb;
}

/** What is filled into the words of a verb. */
export type Parts = { state?: string; old?: string; title?: string; name?: string };
export type Saying = { verb: Verb; parts?: Parts };

export const textIn = (data: Happening["attributes"] | undefined, key: string): string | undefined => {
  const value = data?.[key];
  return typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;
};

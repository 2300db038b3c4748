import type { Commands, Feeds } from "./commands.ts";

/** How a component reaches HomeOps: over HTTP and the live socket on the page, through Home Assistant in a dashboard. */
export interface Wire {
  /** @throws Refused */
  ask<Name extends keyof Commands>(
    name: Name,
    input: Commands[Name]["input"],
    stop?: AbortSignal,
  ): Promise<Commands[Name]["output"]>;
  /** Tells how things stand, then what changes, and after a lost connection how they stand again; call what it returns to end it. */
  follow<Name extends keyof Feeds>(
    name: Name,
    input: Feeds[Name]["input"],
    follower: Follower<Feeds[Name]["item"]>,
  ): () => void;
}

export interface Follower<Item> {
  snapshot(items: Item[]): void;
  delta(items: Item[]): void;
  refused?(refused: Refused): void;
}

/** HomeOps said no, in a sentence for people; or could not be reached at all, which has no words of the server's. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

export const OFFLINE = "offline";
export const UNAUTHORIZED = "unauthorized";

export const isRefused = (error: unknown, code: string): boolean => error instanceof Refused && error.code === code;

import type { z } from "zod";
import type { Call } from "./command.ts";

/** What an open feed gives: how things stand, and how to end it. */
export interface Opened<Item> {
  readonly snapshot: readonly Item[];
  close(): void | Promise<void>;
}

/**
 * Something to be kept up to date about: what there is now, then what changes. Written once in its room and served on the live socket.
 * `open` listens first and looks second; what it sends before it has returned is held back until the snapshot is out, so there is no hole.
 */
export interface Feed<Input extends z.ZodType = z.ZodType, Item extends z.ZodType = z.ZodType> {
  readonly name: `${string}/${string}`;
  readonly summary: string;
  readonly input: Input;
  readonly item: Item;
  /** `server`: about no home in particular. Default `home`. */
  readonly scope?: "home" | "server";
  /** As of a command. */
  readonly isForGuests?: boolean;
  /** As of a command. */
  readonly isForSpeakers?: boolean;
  /** As of a command. */
  readonly isForIntegration?: boolean;
  open(
    input: z.output<Input>,
    call: Call,
    send: (items: readonly z.input<Item>[]) => void,
  ): Promise<Opened<z.input<Item>>>;
}

export function feed<I extends z.ZodType, T extends z.ZodType>(it: Feed<I, T>): Feed<I, T> {
  return it;
}

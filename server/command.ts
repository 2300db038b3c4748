import type { z } from "zod";
import type { Transactions } from "#db/database.ts";
import type { World } from "./world.ts";

/**
 * Who asks: the server's owner (API token, demo), or a person of the household. `atMost`: who came through Home Assistant and is no
 * administrator there, or of whom that cannot be asked just now, whatever the account may be.
 */
export type Asker =
  | { kind: "owner" }
  | { kind: "person"; personId: string; atMost?: "member" }
  | { kind: "speaker" }
  | { kind: "nobody" };

/** What a command gets beside its input. */
export interface Call {
  readonly world: World;
  /** The database as this asker may see it. */
  readonly db: Transactions;
  readonly asker: Asker;
  /** Whether the asker administers the home: what commands of `access: "write"` need. */
  mayChange(): Promise<boolean>;
  /** The home that is meant; a command of `scope: "server"` has none. */
  readonly home: number;
  readonly requestId: string;
  /** The number of the browser's sign-in that it came with. */
  readonly session?: string | undefined;
  /** For the audit: where the request came from. */
  readonly from: { ip?: string; userAgent?: string };
}

export interface Command<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly name: `${string}/${string}`;
  readonly summary: string;
  /** What its summary cannot say. */
  readonly description?: string;
  readonly input: Input;
  readonly output: Output;
  /** For the document of the API, where the one that is derived from the schemas is wrong or says little. */
  readonly example?: { readonly input?: z.input<Input>; readonly output?: z.input<Output> };
  /** `server`: about no home in particular. Default `home`. */
  readonly scope?: "home" | "server";
  /** What it answers is not for many eyes: that it was read is written down as a change is. */
  readonly isTrailed?: boolean;
  /** What the audit trail calls it, where the public contract has a word of its own; else its name. */
  readonly action?: string;
  /**
   * `write` changes something: owners and admins only; `own` what is the asking person's own; `add` takes nothing from the memory:
   * whoever belongs to the house may. Default `read`.
   */
  readonly access?: "read" | "write" | "own" | "add";
  /** What is the asking person's own may be asked with the API token as well, for the account of the home's owner. */
  readonly isForOwner?: boolean;
  /** A guest may ask it too: what it tells, it reads through `db`, which shows them their rooms alone. */
  readonly isForGuests?: boolean;
  /** A voice satellite may ask it too, and nobody, who is told nothing; else it is for people of the household. */
  readonly isForSpeakers?: boolean;
  /** Not with a token that somebody made: whoever finds one must not be able to make another, or a way in. */
  readonly isBeyondTokens?: boolean;
  /** Home Assistant's integration may ask it for itself; all else it asks for people whom it names. */
  readonly isForIntegration?: boolean;
  run(input: z.output<Input>, call: Call): Promise<z.input<Output>>;
}

/** One thing HomeOps can be asked, written once; HTTP, live socket, integration, OpenAPI and Assist are made from it. */
export function command<I extends z.ZodType, O extends z.ZodType>(it: Command<I, O>): Command<I, O> {
  return it;
}

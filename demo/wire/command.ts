import { z } from "zod";
import type { Home } from "../home.ts";
import type { User } from "../house/users.ts";

/** A client as a command sees it. */
export interface Client {
  readonly home: Home;
  readonly user: User;
  /** Answers the command `id` with a result. */
  result(id: number, result?: unknown): void;
  /** The result is JSON already. */
  resultJson(id: number, json: string): void;
  event(id: number, event: unknown): void;
  /** The event is JSON already. */
  eventJson(id: number, json: string): void;
  coalesce(): void;
  /** Keeps what the command `id` began until the client ends it or goes. */
  subscribe(id: number, end: () => void): void;
  /** False where there is no such subscription. */
  unsubscribe(id: number): boolean;
  pong(id: number): void;
}

/** Something that a client may ask, registered under its type. */
export interface Command {
  readonly type: string;
  readonly isForAdmin: boolean;
  readonly input: z.ZodType;
  run(input: unknown, client: Client, id: number): void | Promise<void>;
}

interface Definition<Input extends z.ZodType> {
  type: string;
  isForAdmin?: boolean;
  input: Input;
  run(input: z.infer<Input>, client: Client, id: number): void | Promise<void>;
}

/** The input of a command that is nothing but its type; Core reads it before any schema. */
export const nothing = z.strictObject({});

/** `input` is all but the id and the type; it is read before `run` sees it. */
export function command<Input extends z.ZodType>(definition: Definition<Input>): Command {
  const { type, isForAdmin = false, input } = definition;
  return {
    type,
    isForAdmin,
    input,
    run: (raw, client, id) => definition.run(input.parse(raw), client, id),
  };
}

/** An expected failure of a command, answered with its code. */
export class CommandError extends Error {
  readonly code: string;
  readonly translation: { key: string; domain: string; placeholders: Record<string, string> } | undefined;

  constructor(code: string, message: string, translation?: CommandError["translation"]) {
    super(message);
    this.code = code;
    this.translation = translation;
  }
}

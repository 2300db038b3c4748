import type { RawData, WebSocket } from "ws";
import { z } from "zod";
import type { Home } from "../home.ts";
import type { User } from "../house/users.ts";
import { type Client, type Command, CommandError, nothing } from "./command.ts";
import { complaint, python } from "./complaint.ts";
import { Outbox } from "./outbox.ts";

const authSeconds = 10;
/** Core's heartbeat; a client that does not answer within half of it is gone. */
const heartbeatSeconds = 55;

const AuthMessage = z.strictObject({ type: z.literal("auth"), access_token: z.string() });
const CommandMessage = z.looseObject({ id: z.int().positive(), type: z.string().min(1) });

export interface Door {
  readonly home: Home;
  /** Keyed by type. */
  readonly commands: ReadonlyMap<string, Command>;
  userOf(token: string): User | undefined;
}

/** One websocket client, from its greeting to its end. Source: homeassistant/components/websocket_api */
export class Connection {
  readonly #socket: WebSocket;
  readonly #door: Door;
  readonly #outbox: Outbox;
  /** Keyed by the id of the command that began them. */
  readonly #subscriptions = new Map<number, () => void>();
  readonly #timers: NodeJS.Timeout[] = [];
  #client: Client | undefined;
  #lastId = 0;
  #isAlive = true;

  constructor(socket: WebSocket, door: Door) {
    this.#socket = socket;
    this.#door = door;
    this.#outbox = new Outbox(socket);
    socket.on("message", (frame, isBinary) => this.#receive(frame, isBinary));
    socket.on("pong", () => {
      this.#isAlive = true;
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => this.#end());
    this.#timers.push(setTimeout(() => this.#closeIfStranger(), authSeconds * 1000));
    this.#timers.push(setInterval(() => this.#beat(), (heartbeatSeconds * 1000) / 2));
    socket.send(JSON.stringify({ type: "auth_required", ha_version: door.home.scenario.version }));
  }

  get user(): User | undefined {
    return this.#client?.user;
  }

  get longestQueue(): number {
    return this.#outbox.longest;
  }

  /** As text that is no message of the protocol. */
  sendRaw(text: string): void {
    this.#socket.send(text);
  }

  close(): void {
    this.#outbox.close();
    this.#socket.close(1000);
  }

  terminate(): void {
    this.#outbox.cutOff();
  }

  #closeIfStranger(): void {
    if (!this.#client) this.close();
  }

  #beat(): void {
    if (this.#isAlive) this.#socket.ping();
    else this.terminate();
    this.#isAlive = false;
  }

  #end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const end of this.#subscriptions.values()) end();
    this.#subscriptions.clear();
    this.#outbox.close();
  }

  #receive(frame: RawData, isBinary: boolean): void {
    const said = isBinary ? undefined : parsed(String(frame));
    if (said === undefined) this.close();
    else if (!this.#client) this.#authenticate(said);
    else for (const message of Array.isArray(said) ? said : [said]) this.#answer(message, this.#client);
  }

  #authenticate(said: unknown): void {
    const message = AuthMessage.safeParse(said);
    const user = message.success ? this.#door.userOf(message.data.access_token) : undefined;
    if (user) {
      this.#client = this.#clientFor(user);
      this.#socket.send(JSON.stringify({ type: "auth_ok", ha_version: this.#door.home.scenario.version }));
      return;
    }
    const reason = message.success
      ? "Invalid access token or password"
      : `Auth message incorrectly formatted: ${complaint(message.error, said)}`;
    this.#socket.send(JSON.stringify({ type: "auth_invalid", message: reason }));
    this.close();
  }

  async #answer(said: unknown, client: Client): Promise<void> {
    try {
      await this.#obey(said, client);
    } catch (error) {
      if (error instanceof CommandError) this.#fail(idOf(said), error);
      else {
        console.error(error);
        this.#fail(idOf(said), new CommandError("unknown_error", "Unknown error"));
      }
    }
  }

  #obey(said: unknown, client: Client): void | Promise<void> {
    const message = CommandMessage.safeParse(said);
    if (!message.success) throw new CommandError("invalid_format", "Message incorrectly formatted.");
    const { id, type, ...input } = message.data;
    if (id <= this.#lastId) throw new CommandError("id_reuse", "Identifier values have to increase.");
    const command = this.#door.commands.get(type);
    if (!command) throw new CommandError("unknown_command", "Unknown command.");
    this.#lastId = id;
    if (command.isForAdmin && !client.user.isAdmin) throw new CommandError("unauthorized", "Unauthorized");
    const valid = command.input.safeParse(input);
    if (!valid.success) {
      const isBare = command.input === nothing;
      const why = isBare ? `extra keys not allowed. Got ${python(message.data)}` : complaint(valid.error, message.data);
      throw new CommandError("invalid_format", why);
    }
    return command.run(input, client, id);
  }

  #fail(id: unknown, { code, message, translation }: CommandError): void {
    const told = translation && {
      translation_key: translation.key,
      translation_placeholders: translation.placeholders,
      translation_domain: translation.domain,
    };
    this.#outbox.put(JSON.stringify({ id, type: "result", success: false, error: { code, message, ...told } }));
  }

  #clientFor(user: User): Client {
    const put = (message: string) => this.#outbox.put(message);
    return {
      home: this.#door.home,
      user,
      result: (id, result = null) => put(JSON.stringify({ id, type: "result", success: true, result })),
      resultJson: (id, json) => put(`{"id":${id},"type":"result","success":true,"result":${json}}`),
      event: (id, event) => put(JSON.stringify({ id, type: "event", event })),
      eventJson: (id, json) => put(`{"type":"event","event":${json},"id":${id}}`),
      pong: (id) => put(JSON.stringify({ id, type: "pong" })),
      coalesce: () => {
        this.#outbox.coalesces = true;
      },
      subscribe: (id, end) => this.#subscriptions.set(id, end),
      unsubscribe: (id) => {
        this.#subscriptions.get(id)?.();
        return this.#subscriptions.delete(id);
      },
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Core hangs up on what is not JSON, without a word
  }
}

const idOf = (said: unknown): unknown => (said !== null && typeof said === "object" && "id" in said ? said.id : 0);

import { randomBytes } from "node:crypto";
import { commands } from "./commands.ts";
import { type FloodOptions, flood } from "./flood.ts";
import { Home } from "./home.ts";
import type { Context } from "./house/context.ts";
import { comeUp, finishBoot, goDown } from "./house/restart.ts";
import type { State } from "./house/state.ts";
import type { Attributes } from "./house/track.ts";
import { programUserId } from "./house/users.ts";
import type { Microseconds } from "./moment.ts";
import type { Scenario } from "./scenario.ts";
import { Reception } from "./wire/reception.ts";

export interface DemoHomeOptions {
  scenario: Scenario;
  /** 127.0.0.1 */
  host?: string;
  /** Any free one. */
  port?: number;
  /** The administrator's; a fresh one, where it is left out. */
  token?: string;
  /** How many times as fast as ours its time runs; 1. */
  speed?: number;
  /** The demo's time at its start; now. */
  startAt?: Microseconds;
  /** How long a boot takes, of our time. */
  bootSeconds?: number;
}

/** A home that speaks Home Assistant's protocol, with levers for what only a test may do to a home. */
export class DemoHome implements AsyncDisposable {
  readonly home: Home;
  readonly #reception: Reception;
  /** The id of the user that each token stands for, keyed by token. */
  readonly #tokens = new Map<string, string>();
  readonly #bootSeconds: number;
  #token: string;

  constructor(options: DemoHomeOptions) {
    this.home = new Home(options.scenario, options);
    this.#token = options.token ?? randomBytes(32).toString("base64url");
    this.#tokens.set(this.#token, programUserId);
    this.#bootSeconds = options.bootSeconds ?? 2;
    this.home.restart = () => void this.shutDown().then(() => this.boot());
    const userOf = (token: string) => this.home.users.get(this.#tokens.get(token) ?? "");
    this.#reception = new Reception(
      { home: this.home, commands, userOf },
      options.host ?? "127.0.0.1",
      options.port ?? 0,
    );
  }

  async open(): Promise<void> {
    await this.#reception.open();
    this.home.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.home[Symbol.dispose]();
    this.#reception.cutOff();
    await this.#reception.close();
  }

  /** As Home Assistant's own address: the websocket is at `/api/websocket`. */
  get url(): string {
    return this.#reception.url;
  }

  get token(): string {
    return this.#token;
  }

  /** How many clients are there, whether they have shown a token or not. */
  get clients(): number {
    return this.#reception.connections.size;
  }

  /** How many subscriptions hear what happens. */
  get listeners(): number {
    return this.home.listeners;
  }

  /** The most messages that ever waited for one of the clients that are there. */
  get longestQueue(): number {
    return Math.max(0, ...[...this.#reception.connections].map(({ longestQueue }) => longestQueue));
  }

  /** A device says something. Gives the state that its entity has then. */
  say(entityId: string, state: string, attributes?: Attributes, context?: Context): State | undefined {
    return this.home.say(entityId, state, attributes, context);
  }

  fire(eventType: string, data?: Attributes, context?: Context): void {
    this.home.fire(eventType, data, context);
  }

  /** The link breaks, for everybody and at once. */
  cutOff(): void {
    this.#reception.cutOff();
  }

  /** The link is half open: nobody is told, nothing comes through. */
  pause(): void {
    this.#reception.pause();
  }

  resume(): void {
    this.#reception.resume();
  }

  /** No token is good any more; who came in with one is put out, as after a revocation. */
  refuseToken(): void {
    this.#tokens.clear();
    for (const connection of this.#reception.connections) if (connection.user) connection.close();
  }

  /** The token of a user; of the administrator, where none is named. */
  acceptToken(token: string, userId = programUserId): void {
    this.#tokens.set(token, userId);
    if (userId === programUserId) this.#token = token;
  }

  flood(options: FloodOptions): Promise<number> {
    return flood(this.home, options);
  }

  /** Home Assistant stops; connections are refused until it boots. */
  async shutDown(): Promise<void> {
    const closed = this.#reception.close(); // first of all: nobody hears Home Assistant stop, they only lose it
    goDown(this.home);
    await closed;
  }

  /** Resolves when Home Assistant says that it has started. */
  async boot(): Promise<void> {
    const known = comeUp(this.home);
    await this.#reception.open();
    await finishBoot(this.home, known, this.#bootSeconds);
  }

  /** Text that need not be a message, to every client that is in. */
  sendRaw(text: string): void {
    for (const connection of this.#reception.connections) if (connection.user) connection.sendRaw(text);
  }
}

export async function startDemoHome(options: DemoHomeOptions): Promise<DemoHome> {
  const demo = new DemoHome(options);
  await demo.open();
  return demo;
}

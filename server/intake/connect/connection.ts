import { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import { type Cause, type Patience, startPatience } from "./back-off.ts";
import { type Counters, noCounts } from "./counters.ts";
import { harmless } from "./harmless.ts";
import type { Link } from "./link.ts";
import { type OpenParts, openLink } from "./open-link.ts";
import { liveThrough } from "./session.ts";
import { type Change, type ConnectionState, type Standing, startStanding } from "./standing.ts";
import { ownTokenRefused } from "./unreached.ts";

/** A link that held so long was a good one: what went wrong before it no longer counts. */
const GOOD_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Beside our own retry, so that together there are never more than three. */
const FAILED_LOGINS_AN_HOUR = 2;

export interface ConnectionParts extends Omit<OpenParts, "counters" | "signal"> {
  /**
   * Called for each new link while the state is "catching up"; once it resolves the state is "live". `signal` aborts when
   * the link ends. A rejection that is not the link's end closes the link, and the next attempt waits.
   */
  met(link: Link, signal: AbortSignal): Promise<void>;
  changed(change: Change): void;
  patience?: Patience;
}

/** Our standing with one Home Assistant: connects again for ever, until it is disposed of. */
export interface Connection extends AsyncDisposable {
  readonly state: ConnectionState;
  /** Why it is not live, as a sentence for the owner. */
  readonly reason: string | undefined;
  readonly link: Link | undefined;
  readonly counters: Readonly<Counters>;
  /** Logs in with the new token at once, also where the old one still works: it may stand for another person. */
  renew(token: Secret): void;
  /** @throws Refusal `retry_later` where one more failed login could bring a ban closer */
  retryNow(): void;
}

interface Outcome {
  cause: Cause;
  state: ConnectionState;
  why: Refusal;
}

export const keepConnected = (parts: ConnectionParts): Connection => new KeptConnection(parts).begin();

class KeptConnection implements Connection {
  readonly counters = noCounts();
  readonly #parts: ConnectionParts;
  readonly #standing: Standing;
  readonly #patience: Patience;
  readonly #stop = new AbortController();
  #token: Secret;
  #link: Link | undefined;
  #nap = new AbortController();
  /** In milliseconds of the clock's `elapsed`. */
  #failedLogins: number[] = [];
  #running: Promise<void> | undefined;

  constructor(parts: ConnectionParts) {
    const { clock, log, changed, patience = startPatience() } = parts;
    this.#parts = parts;
    this.#token = parts.token;
    this.#patience = patience;
    this.#standing = startStanding(clock, log, harmless(log, changed));
  }

  get state(): ConnectionState {
    return this.#standing.now.state;
  }

  get reason(): string | undefined {
    return this.#standing.now.reason;
  }

  get link(): Link | undefined {
    return this.#link;
  }

  begin(): this {
    this.#running = this.#run();
    return this;
  }

  // Arrows, so that one of them can be handed on without its connection.
  readonly renew = (token: Secret): void => {
    this.#token = token;
    this.#link?.close("The token was renewed.");
    this.#nap.abort();
  };

  readonly retryNow = (): void => {
    const isCostly = this.#standing.now.code === "token_refused";
    if (isCostly && this.#recentFailedLogins().length >= FAILED_LOGINS_AN_HOUR) throw retryLater();
    this.#nap.abort();
  };

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#link?.close("HomeOps was stopped.");
    this.#nap.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const tried = this.#token;
      const outcome = await this.#attempt();
      this.#link = undefined;
      if (this.#token !== tried) this.#become("connecting", outcome.why);
      else if (!this.#stop.signal.aborted) await this.#waitAfter(outcome);
    }
    this.#become("stopped");
  }

  async #waitAfter({ cause, state, why }: Outcome): Promise<void> {
    const pauseMs = this.#patience.miss(cause);
    this.#nap = new AbortController();
    this.#become(state, why);
    await this.#parts.clock.sleep({ milliseconds: pauseMs }, this.#nap.signal);
  }

  /** Lasts as long as the link that it opens. */
  async #attempt(): Promise<Outcome> {
    const token = this.#token;
    const { signal } = this.#stop;
    try {
      this.#link = await openLink({ ...this.#parts, token, counters: this.counters, signal });
    } catch (error) {
      return this.#failure(error);
    }
    if (signal.aborted || token !== this.#token) return outlived(this.#link);
    this.#become("catching up");
    const { why, liveMs } = await liveThrough(this.#link, { ...this.#parts, arrived: () => this.#arrived() });
    if (liveMs === undefined) return { ...strange, why };
    if (liveMs >= GOOD_MS) this.#patience.held();
    return { cause: "silence", state: "connecting", why };
  }

  #arrived(): void {
    this.#patience.arrived();
    this.#become("live");
  }

  #failure(error: unknown): Outcome {
    if (!(error instanceof Refusal)) {
      this.#parts.log.error("connecting failed by a fault of our own", { error });
      return { ...strange, why: ownFault() };
    }
    if (error.code === "token_refused") {
      this.counters.failedLogins++;
      this.#failedLogins = [...this.#recentFailedLogins(), this.#parts.clock.elapsed()];
    }
    const isInApp = this.#parts.address.reach === "supervisor";
    const why = isInApp && error.code === "token_refused" ? ownTokenRefused() : error;
    return { ...(outcomes[error.code] ?? (isInApp ? starting : strange)), why };
  }

  #become(state: ConnectionState, why?: Refusal): void {
    this.#standing.become(state, this.#patience.misses(), why);
  }

  #recentFailedLogins(): number[] {
    return this.#failedLogins.filter((at) => at > this.#parts.clock.elapsed() - HOUR_MS);
  }
}

const strange = { cause: "strangeness", state: "unreachable" } as const;
/** Behind the Supervisor's door a Home Assistant that starts looks like a wrong answer (HTTP 502). */
const starting = { cause: "silence", state: "unreachable" } as const;

/** The token was renewed, or we were stopped, while it came about. */
async function outlived(link: Link): Promise<Outcome> {
  link.close();
  const { why, sentence } = await link.ended;
  return { ...strange, why: new Refusal(`link_${why}`, sentence) };
}

/** By the code of the refusal. */
const outcomes: Record<string, { cause: Cause; state: ConnectionState }> = {
  unreachable: { cause: "silence", state: "unreachable" },
  token_refused: { cause: "token", state: "refused" },
  banned: { cause: "ban", state: "refused" },
};

const ownFault = (): Refusal =>
  new Refusal("internal", "HomeOps failed to connect because of a fault of its own; its log says more.");

const retryLater = (): Refusal =>
  new Refusal(
    "retry_later",
    "Home Assistant has refused this token twice within the hour; asking again could get HomeOps banned. Enter a new token.",
    { status: 429, retryAfterSeconds: HOUR_MS / 1000 },
  );

import { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import { type Cause, type Patience, startPatience } from "./back-off.ts";
import { type Counters, noCounts } from "./counters.ts";
import { harmless } from "./harmless.ts";
import type { Link } from "./link.ts";
import { type OpenParts, openLink } from "./open-link.ts";
import { liveThrough } from "./session.ts";
import { type Change, type ConnectionState, startStanding } from "./standing.ts";

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

export function keepConnected(parts: ConnectionParts): Connection {
  const { clock, log } = parts;
  const counters = noCounts();
  const standing = startStanding(clock, log, harmless(log, parts.changed));
  const { patience = startPatience() } = parts;
  const stop = new AbortController();
  let { token } = parts;
  let link: Link | undefined;
  let nap = new AbortController();
  /** Milliseconds since the epoch. */
  let failedLogins: number[] = [];

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const tried = token;
      const outcome = await attempt();
      link = undefined;
      if (token !== tried) standing.become("connecting", patience.misses(), outcome.why);
      if (stop.signal.aborted || token !== tried) continue;
      const pauseMs = patience.miss(outcome.cause);
      standing.become(outcome.state, patience.misses(), outcome.why);
      nap = new AbortController();
      await clock.sleep({ milliseconds: pauseMs }, nap.signal);
    }
    standing.become("stopped", 0);
  }

  async function attempt(): Promise<Outcome> {
    try {
      link = await openLink({ ...parts, token, counters, signal: stop.signal });
    } catch (error) {
      return failure(error);
    }
    standing.become("catching up", patience.misses());
    const { why, liveMs } = await liveThrough(link, { ...parts, arrived });
    if (liveMs !== undefined && liveMs >= GOOD_MS) patience.held();
    if (liveMs === undefined) return { cause: "strangeness", state: "unreachable", why };
    return { cause: "silence", state: "connecting", why };
  }

  function arrived(): void {
    patience.arrived();
    standing.become("live", patience.misses());
  }

  function failure(error: unknown): Outcome {
    if (!(error instanceof Refusal)) {
      log.error("connecting failed by a fault of our own", { error });
      const why = new Refusal(
        "internal",
        "HomeOps failed to connect because of a fault of its own; its log says more.",
      );
      return { cause: "strangeness", state: "unreachable", why };
    }
    if (error.code === "token_refused") noteFailedLogin();
    const wrong = parts.address.reach === "supervisor" ? starting : strange;
    return { ...(outcomes[error.code] ?? wrong), why: error };
  }

  function noteFailedLogin(): void {
    counters.failedLogins++;
    failedLogins = [...recentLogins(), clock.now()];
  }

  const recentLogins = (): number[] => failedLogins.filter((at) => at > clock.now() - HOUR_MS);

  const running = run();
  return {
    get state() {
      return standing.now.state;
    },
    get reason() {
      return standing.now.reason;
    },
    get link() {
      return link;
    },
    counters,
    renew(next) {
      token = next;
      link?.close("The token was renewed.");
      nap.abort();
    },
    retryNow() {
      if (standing.now.code === "token_refused" && recentLogins().length >= FAILED_LOGINS_AN_HOUR) throw retryLater();
      nap.abort();
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      link?.close("HomeOps was stopped.");
      nap.abort();
      await running;
    },
  };
}

const strange = { cause: "strangeness", state: "unreachable" } as const;
/** Behind the Supervisor's door a Home Assistant that starts looks like a wrong answer (HTTP 502). */
const starting = { cause: "silence", state: "unreachable" } as const;

/** By the code of the refusal. */
const outcomes: Record<string, { cause: Cause; state: ConnectionState }> = {
  unreachable: { cause: "silence", state: "unreachable" },
  token_refused: { cause: "token", state: "refused" },
  banned: { cause: "ban", state: "refused" },
};

const retryLater = (): Refusal =>
  new Refusal(
    "retry_later",
    "Home Assistant has refused this token twice within the hour; asking again could get HomeOps banned. Enter a new token.",
    { status: 429, retryAfterSeconds: HOUR_MS / 1000 },
  );

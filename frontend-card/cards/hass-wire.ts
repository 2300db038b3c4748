import { backOffMs } from "../data/back-off.ts";
import { type Follower, OFFLINE, Refused, type Wire } from "../data/wire.ts";
import { cards } from "../page/words/words.ts";
import type { HassConnection } from "./hass.ts";

type Told =
  | { kind: "snapshot" | "delta"; items: unknown[] }
  | { kind: "lost" }
  | { kind: "ended"; code: string; message: string };

type Parts = {
  connection: HassConnection;
  /** The home that is meant, by its config entry; left out, the only one. */
  entry: string | undefined;
  /** Whether HomeOps is there, as what is followed shows. */
  tell(isThere: boolean): void;
};

const AWAY = ["unreachable", "certificate_unknown", "not_homeops"];
const NOT_LOADED = "not_loaded";
/** The integration was taken out of Home Assistant since this dashboard was opened. */
const UNKNOWN_COMMAND = "unknown_command";
const PASSING = [OFFLINE, NOT_LOADED, "database_away", "not_started", "too_slow"];

/** HomeOps as a card reaches it: through the integration, with the rights of whoever looks at the dashboard. */
export function hassWire(parts: Parts): Wire {
  const home = parts.entry ? { config_entry_id: parts.entry } : {};
  return {
    async ask(name, input, stop) {
      const answer = await parts.connection
        .sendMessagePromise<never>(message(`homeops/${name}`, { input, ...home }))
        .catch((error: unknown) => Promise.reject(refusedBy(error)));
      stop?.throwIfAborted();
      return answer;
    },
    follow(feed, input, follower) {
      const following = new Following(parts, message("homeops/subscribe", { feed, input, ...home }), follower);
      void following.begin();
      return () => following.end();
    },
  };
}

const message = (type: string, rest: object) => ({ type, ...rest });

/** One feed; where it cannot begin, it tries again until it is ended. */
class Following {
  readonly #parts: Parts;
  readonly #message: { type: string };
  readonly #follower: Follower<never>;
  #unsubscribe: (() => Promise<void>) | undefined;
  #timer: number | undefined;
  #failures = 0;
  #hasHeard = false;
  #isEnded = false;

  constructor(parts: Parts, message: { type: string }, follower: Follower<never>) {
    this.#parts = parts;
    this.#message = message;
    this.#follower = follower;
  }

  async begin(): Promise<void> {
    try {
      this.#unsubscribe = await this.#parts.connection.subscribeMessage<Told>(
        (told) => this.#hear(told),
        this.#message,
      );
      if (this.#isEnded) this.#leave();
    } catch (error) {
      this.#refuse(refusedBy(error));
    }
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#leave();
  }

  #hear(told: Told): void {
    if (this.#isEnded) return;
    if (told.kind === "ended") this.#refuse(refusedBy(told));
    else this.#take(told);
  }

  #take(told: Exclude<Told, { kind: "ended" }>): void {
    this.#parts.tell(told.kind !== "lost");
    if (told.kind !== "lost") {
      this.#hasHeard = true;
      this.#failures = 0;
      this.#follower[told.kind](told.items as never[]); // as the contract has it
    } else if (!this.#hasHeard) this.#follower.refused?.(new Refused(OFFLINE, cards.away));
  }

  #refuse(refused: Refused): void {
    if (this.#isEnded) return;
    this.#parts.tell(false);
    this.#follower.refused?.(refused);
    if (!PASSING.includes(refused.code)) return;
    this.#timer = window.setTimeout(() => void this.begin(), backOffMs(this.#failures++));
  }

  /** A connection that is gone has nothing left to end. */
  #leave(): void {
    this.#unsubscribe?.().catch(() => undefined);
    this.#unsubscribe = undefined;
  }
}

/** A lost connection to Home Assistant is refused with a number. */
function refusedBy(error: unknown): Refused {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  if (typeof code !== "string" || AWAY.includes(code)) return new Refused(OFFLINE, cards.away);
  if (code === NOT_LOADED || code === UNKNOWN_COMMAND) return new Refused(NOT_LOADED, cards.notLoaded);
  if (code === "unknown_entry") return new Refused(code, cards.unknownHome);
  return new Refused(code, String(message));
}

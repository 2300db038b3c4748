import type { HomeState } from "#server/surfaces/integration/contract.ts";
import type { Wire } from "../data/wire.ts";

export type MemoryState = "remembering" | "paused" | "catchingUp" | "away";

const MINUTE = 60_000;
/** Counting a day reads all of its rows: five minutes old is near enough for a number on a badge. */
const COUNT_MS = 5 * MINUTE;

/** Whether a home is being remembered, as it is told; and how much happened today, counted now and then. */
export class StateOfMemory {
  state: MemoryState | undefined;
  eventsToday: number | undefined;
  readonly #wire: Wire;
  readonly #tell: () => void;
  readonly #leave: () => void;
  readonly #ticking: number;
  #countedAt = 0;

  constructor(wire: Wire, tell: () => void) {
    this.#wire = wire;
    this.#tell = tell;
    const hear = (items: HomeState[]) => this.#hear(items);
    this.#leave = wire.follow("integration/state", {}, { snapshot: hear, delta: hear, refused: () => this.lose() });
    this.#ticking = window.setInterval(() => void this.#count(), MINUTE);
  }

  close(): void {
    this.#leave();
    clearInterval(this.#ticking);
  }

  lose(): void {
    this.state = "away";
    this.#tell();
  }

  #hear(items: HomeState[]): void {
    const now = items.at(-1);
    if (!now) return;
    this.state = stateOf(now);
    this.#tell();
    void this.#count();
  }

  async #count(): Promise<void> {
    if (this.state === "away" || document.hidden || Date.now() - this.#countedAt < COUNT_MS) return;
    this.#countedAt = Date.now();
    const midnight = new Date().setHours(0, 0, 0, 0);
    const counted = await this.#wire
      .ask("memory/count", { from: new Date(midnight).toISOString() })
      .catch(() => undefined); // the number stays as it was; whether the memory is there is told otherwise
    if (!counted) return;
    this.eventsToday = counted.events;
    this.#tell();
  }
}

function stateOf({ connection, paused_until }: HomeState): MemoryState {
  if (paused_until !== null) return "paused";
  if (connection === "live") return "remembering";
  return connection === "catching_up" || connection === "connecting" ? "catchingUp" : "away";
}

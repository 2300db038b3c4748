import { backOffMs } from "../data/back-off.ts";
import type { Commands } from "../data/commands.ts";
import { isRefused, OFFLINE, Refused, type Wire } from "../data/wire.ts";

type Wanted = { wire: Wire; entity: string; changed: string };
type Explanation = Commands["memory/explain"]["output"];

/** Bounces of a switch are one change, and HomeOps has usually written it by then. */
const GATHER_MS = 1_500;
/** On a slow disk HomeOps writes seconds later; then it is asked again, and no oftener. */
const LATE_MS = [4_000, 12_000];
/** Home Assistant and HomeOps write the same instant; to the millisecond, as a browser reads it. */
const SAME_MS = 1;

/** Why an entity is as it is: asked once for each change of it. */
export class LastChange {
  explanation: Explanation | undefined;
  isUnremembered = false;
  isAway = false;
  readonly #tell: () => void;
  #wanted: Wanted | undefined;
  #timer: number | undefined;
  #stop = new AbortController();
  #failures = 0;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Asks, where this is another change than the one that is known. */
  look(wanted: Wanted): void {
    const before = this.#wanted;
    if (before?.changed === wanted.changed && before.entity === wanted.entity && before.wire === wanted.wire) return;
    this.#wanted = wanted;
    if (before?.entity !== wanted.entity) this.explanation = undefined;
    this.#later(before ? GATHER_MS : 0, 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#wanted = undefined;
  }

  #later(ms: number, late: number): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#timer = window.setTimeout(() => void this.#ask(late), ms);
  }

  async #ask(late: number): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted) return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    try {
      const explanation = await wanted.wire.ask("memory/explain", { entity_id: wanted.entity }, signal);
      this.#know({ explanation, isUnremembered: false, isAway: false });
      const missedMs = Date.parse(wanted.changed) - Date.parse(explanation.event.at);
      const again = missedMs > SAME_MS ? LATE_MS[late] : undefined;
      if (again !== undefined) this.#later(again, late + 1);
      this.#failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      this.#refuse(error, late);
    }
  }

  #refuse(error: unknown, late: number): void {
    if (!(error instanceof Refused)) throw error; // a bug of ours
    const isAway = isRefused(error, OFFLINE) || isRefused(error, "not_loaded");
    this.#know({ explanation: isAway ? this.explanation : undefined, isUnremembered: !isAway, isAway });
    const again = isAway ? backOffMs(this.#failures++) : LATE_MS[late];
    if (again !== undefined) this.#later(again, late + 1);
  }

  #know(known: Pick<LastChange, "explanation" | "isUnremembered" | "isAway">): void {
    Object.assign(this, known);
    this.#tell();
  }
}

import { hour, type Microseconds } from "../moment.ts";
import type { DemoClock } from "./demo-clock.ts";
import { inOrder } from "./merged.ts";

/** Something that will happen in the home. */
export interface Scene {
  readonly at: Microseconds;
  play(): void;
}

/** Scenes played in one go before sockets get their turn, so that a fast clock does not drown its clients. */
const scenesAtOnce = 256;

/** Plays what the scenario has for the future when its time comes. */
export class Player implements Disposable {
  readonly #clock: DemoClock;
  readonly #scenes: Iterator<Scene>;
  #next: Scene | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isPlaying = false;

  /** Each of `sources` in order of time. */
  constructor(clock: DemoClock, sources: readonly Iterable<Scene>[]) {
    this.#clock = clock;
    this.#scenes = inOrder(sources, (a, b) => a.at - b.at)[Symbol.iterator]();
  }

  start(): void {
    this.#turn();
    this.#wait();
  }

  /** Plays all that is due, so that what is done to the home now comes after it. */
  catchUp(): void {
    if (this.#isPlaying) return; // a scene may itself do something to the home
    while (this.#playSome());
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#next = undefined;
  }

  #turn(): void {
    const next = this.#scenes.next();
    this.#next = next.done ? undefined : next.value;
  }

  #wait(): void {
    if (!this.#next) return;
    // setTimeout takes no more than 24 days
    const ms = Math.min(this.#clock.until(this.#next.at), hour / 1000);
    this.#timer = setTimeout(() => {
      this.#playSome();
      this.#wait();
    }, ms);
  }

  /** True where more is due. */
  #playSome(): boolean {
    const now = this.#clock.now();
    this.#isPlaying = true;
    for (let i = 0; i < scenesAtOnce && this.#next && this.#next.at <= now; i++) {
      this.#next.play();
      this.#turn();
    }
    this.#isPlaying = false;
    return this.#next !== undefined && this.#next.at <= now;
  }
}

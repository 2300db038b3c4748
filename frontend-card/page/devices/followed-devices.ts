import type { LitElement, ReactiveController } from "lit";
import type { DeviceHealthPage } from "#server/analysis/devices/contract.ts";
import type { HealthScore } from "#server/analysis/health/contract.ts";
import type { Refused, Wire } from "../../data/wire.ts";
import { type DeviceShown, devicesIn, withDevices, withScores } from "./device-list.ts";

const AGAIN_MS = 30_000;
const MOST_ASKED = 100;

/** The devices of a home as they change; of those that somebody looks at also when they last reported, which is no news by itself. */
export class FollowedDevices implements ReactiveController {
  /** By id; undefined until they are known. */
  devices: ReadonlyMap<string, DeviceShown> | undefined;
  readonly #host: LitElement;
  readonly #refused: (refused?: Refused) => void;
  #wire: Wire | undefined;
  #home = 0;
  #skew = 0; // seconds by which the home's clock is ahead of this one
  #scores: ReadonlyMap<string, number> = new Map(); // of those below a hundred, by device id
  #unfollow = () => {};
  #timer: number | undefined;

  constructor(host: LitElement, refused: (refused?: Refused) => void) {
    this.#host = host;
    this.#refused = refused;
    host.addController(this);
  }

  /** Seconds since the epoch, by the home's own clock. */
  get now(): number {
    return Date.now() / 1000 + this.#skew;
  }

  hostConnected(): void {
    this.#timer = window.setInterval(() => void this.#look(), AGAIN_MS);
    if (this.#wire) this.follow(this.#wire, this.#home);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#unfollow();
  }

  follow(wire: Wire | undefined, home: number): void {
    this.#unfollow();
    [this.#wire, this.#home] = [wire, home];
    if (!wire || home === 0) return;
    const look = (scores: readonly HealthScore[]) => this.#score(scores.at(-1));
    const ends = wire.follow("health/score", { home }, { snapshot: look, delta: look });
    const leaves = wire.follow(
      "health/devices",
      { home },
      {
        snapshot: (pages) => this.#take(pages, new Map()),
        delta: (pages) => this.#take(pages, this.devices ?? new Map()),
        refused: (refused) => this.#refused(refused),
      },
    );
    this.#unfollow = () => {
      ends();
      leaves();
    };
  }

  #score(health: HealthScore | undefined): void {
    if (!health) return;
    this.#scores = new Map(health.devices.map(({ device_id, score }) => [device_id, score]));
    if (!this.devices) return;
    this.devices = withScores(this.devices, this.#scores);
    this.#host.requestUpdate();
  }

  #take(pages: readonly DeviceHealthPage[], before: ReadonlyMap<string, DeviceShown>): void {
    let devices = before;
    for (const page of pages) {
      this.#skew = page.at - Date.now() / 1000;
      devices = withDevices(devices, devicesIn(page), page.gone);
    }
    this.devices = withScores(devices, this.#scores);
    this.#refused();
    this.#host.requestUpdate();
  }

  async #look(): Promise<void> {
    if (document.hidden || !this.#wire || !this.devices) return;
    const rows = this.#host.renderRoot.querySelectorAll<HTMLElement>("[data-device]");
    const devices = [...rows].flatMap(({ dataset }) => dataset.device ?? []).slice(0, MOST_ASKED);
    try {
      const page = await this.#wire.ask("health/devices", { home: this.#home, devices });
      this.#take([page], this.devices);
    } catch {
      this.#host.requestUpdate(); // what is known grows older; the feed says why
    }
  }
}

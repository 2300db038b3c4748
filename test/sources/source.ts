import { setTimeout as pause } from "node:timers/promises";
import type { SourceHome } from "./home-with.ts";

export interface Fault {
  readonly what: string;
  go(): Promise<void>;
  /** So long it takes until Home Assistant shows all of it. */
  readonly seconds: number;
}

export interface Peer extends AsyncDisposable {
  readonly faults: readonly Fault[];
}

export interface Source {
  /** Of the config entries whose devices are recorded. */
  readonly domains: readonly string[];
  /** Starts the peer, adds it to Home Assistant, and says what can go wrong with it. */
  begin(home: SourceHome, peers: string): Promise<Peer>;
}

export const settled = (seconds: number): Promise<void> => pause(seconds * 1_000);

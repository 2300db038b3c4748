import type { Scenario } from "../scenario.ts";

export interface ConfigEntry {
  readonly entry_id: string;
  readonly domain: string;
  readonly title: string;
  readonly created_at: number;
  state: string;
  reason: string | null;
}

type Listener = (entry: ConfigEntry) => void;

/** The integrations of the home, which may be reloaded. */
export class ConfigEntries {
  /** Keyed by entry id. */
  readonly all: ReadonlyMap<string, ConfigEntry>;
  readonly #listeners = new Set<Listener>();

  constructor({ integrations }: Scenario, createdAt: number) {
    this.all = new Map(
      integrations.map(({ id, domain, title, state }) => [
        id,
        { entry_id: id, domain, title, created_at: createdAt, state, reason: null },
      ]),
    );
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(entry: ConfigEntry, state: string): void {
    entry.state = state;
    for (const listener of this.#listeners) listener(entry);
  }

  /** A reload finds the device again, whatever it was that failed. */
  reload(entry: ConfigEntry): void {
    for (const state of ["unload_in_progress", "not_loaded", "setup_in_progress", "loaded"]) this.set(entry, state);
  }
}

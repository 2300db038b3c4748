/**
 * A map with a bound: what was used longest ago goes first, half of the map at a time. Deleting one by one from the front of a
 * Map is slow in V8 (10 µs each at 20,000 entries); two generations never delete.
 */
export class Lru<Key, Value> {
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  readonly #half: number;

  constructor(bound: number) {
    this.#half = Math.max(1, bound >> 1);
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.#young.set(key, value);
    if (this.#young.size < this.#half) return;
    this.#old = this.#young;
    this.#young = new Map();
  }
}

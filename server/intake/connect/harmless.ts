import type { Log } from "../../log.ts";

/** A callback that others gave us: when it throws it is their bug, and the connection goes on. */
export function harmless<T extends unknown[]>(log: Log, tell: (...told: T) => void): (...told: T) => void {
  return (...told) => {
    try {
      tell(...told);
    } catch (error) {
      log.error("a callback of the connection threw", { error });
    }
  };
}

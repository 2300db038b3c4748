import type { Clock } from "./clock.ts";

/** Calls that come close together become one, a moment after the first; what comes while it works makes it work once more. */
export function soon(
  clock: Clock,
  span: { seconds: number },
  work: () => Promise<unknown>,
  failed: (error: unknown) => void,
) {
  const stop = new AbortController();
  let isDue = false;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (isDue && !stop.signal.aborted) {
      await clock.sleep(span, stop.signal);
      isDue = false;
      if (!stop.signal.aborted) await work().catch(failed);
    }
    running = undefined;
  }

  return {
    call(): void {
      isDue = true;
      running ??= run();
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

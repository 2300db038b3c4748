import type { HomeEvent } from "../house/home-event.ts";
import type { Microseconds } from "../moment.ts";
import type { Client } from "./command.ts";

interface StreamOptions {
  isTold(event: HomeEvent): boolean;
  /** In the demo's time; without it the stream goes on. */
  end: Microseconds | undefined;
  coalesceMs: number;
}

/** Tells a client what happens from now on, gathered for a moment, as history and logbook do. `tell` may say nothing. */
export function stream(
  client: Client,
  id: number,
  { isTold, end, coalesceMs }: StreamOptions,
  tell: (events: HomeEvent[]) => unknown,
): void {
  let gathered: HomeEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  function flush() {
    timer = undefined;
    const events = gathered;
    gathered = [];
    const told = tell(events);
    if (told !== undefined) client.event(id, told);
  }
  const stop = client.home.listen((event) => {
    if (!isTold(event) || (end !== undefined && event.at > end)) return;
    gathered.push(event);
    timer ??= setTimeout(flush, coalesceMs);
  });
  client.subscribe(id, () => {
    stop();
    clearTimeout(timer);
  });
}

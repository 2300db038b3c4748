import type { Opened } from "#server/feed.ts";
import { Refusal } from "#server/refusal.ts";
import type { Line } from "./line.ts";
import type { Resumable, Shelf } from "./resumable.ts";

const MOST_OPEN = 64;
const MOST_HELD = 10_000;

/** Opens a feed and tells each change of it. */
type Open = (send: (items: unknown[]) => void) => Promise<Opened<unknown>>;

/** `key`: who asks for what; another one cannot go on with it. */
type Resuming = { key: string; wanted: true | { token: string; position: number } };

interface Subscriptions {
  /** Lasts as long as the subscription. @throws Refusal `id_in_use`, `too_busy`, or what the feed says */
  add(id: number, open: Open, resuming?: Resuming): Promise<void>;
  /** @throws Refusal `unknown_subscription` */
  end(id: number): void;
  endAll(): void;
}

/** Why a subscription ends: nobody wants it any more, or its socket has gone. */
const LEFT = "left";

export function subscriptionsOn(line: Line, shelf: Shelf): Subscriptions {
  const open = new Map<number, AbortController>(); // by the id of their message
  return {
    async add(id, feed, resuming) {
      if (open.has(id)) throw new Refusal("id_in_use", "This id has a subscription; take another one");
      if (open.size >= MOST_OPEN) throw new Refusal("too_busy", "End a subscription first", { status: 429 });
      const stop = new AbortController();
      open.set(id, stop);
      const place = { id, line, ended: stop.signal };
      try {
        await (resuming ? resumed(feed, { ...place, ...resuming, shelf }) : followed(feed, place));
      } finally {
        if (open.get(id) === stop) open.delete(id);
      }
    },
    end(id) {
      const stop = open.get(id);
      if (!stop) throw new Refusal("unknown_subscription", `There is no subscription ${id}`, { status: 404 });
      stop.abort();
      open.delete(id);
    },
    endAll() {
      for (const stop of open.values()) stop.abort(LEFT);
      open.clear();
    },
  };
}

type Place = { id: number; line: Line; ended: AbortSignal };

/** The snapshot first, then every change since it was taken: what comes meanwhile is held back. */
async function followed(open: Open, { id, line, ended }: Place) {
  let held: unknown[] | undefined = [];
  const opened = await open((items) => {
    if (ended.aborted) return;
    if (!held) return line.send({ id, type: "delta", result: items });
    held = held.concat(items);
    if (held.length > MOST_HELD) line.drop("too far behind before its snapshot");
  });
  if (!ended.aborted) {
    line.send({ id, type: "snapshot", result: opened.snapshot });
    if (held.length) line.send({ id, type: "delta", result: held });
    held = undefined;
    await once(ended);
  }
  await opened.close();
}

/** Goes on where it was broken off, where that is still known; else it begins with a snapshot. */
async function resumed(open: Open, { id, line, ended, key, wanted, shelf }: Place & Resuming & { shelf: Shelf }) {
  const send = (message: object) => line.send({ id, ...message });
  const known = wanted === true ? undefined : shelf.find(wanted.token, key);
  const goesOn = known !== undefined && wanted !== true && known.attach(send, wanted.position);
  if (known && !goesOn) known.end();
  const feed: Resumable = goesOn ? known : await shelf.open(key, open, send);
  await once(ended);
  if (ended.reason === LEFT) feed.detach(send);
  else feed.end();
}

const once = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

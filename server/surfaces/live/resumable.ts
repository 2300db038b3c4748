import { randomBytes } from "node:crypto";
import { type Clock, milliseconds } from "#server/clock.ts";
import type { Opened } from "#server/feed.ts";

/** A phone that changes its network is back sooner; a laptop that slept takes a new snapshot. */
const KEPT_MS = milliseconds({ seconds: 60 });
const MOST_KEPT = 200;
const MOST_ITEMS = 1_000;
const MOST_BYTES = 256 * 1024;

type Open = (send: (items: unknown[]) => void) => Promise<Opened<unknown>>;
type Send = (message: object) => void;
type Delta = { position: number; items: unknown[]; bytes: number };

/** A feed that outlives its socket for a while, so that nothing of it is missed in a break. */
export interface Resumable {
  readonly token: string;
  /** From now on it goes there, and nowhere else; `since` is the last position that arrived. False where what came after that is no longer known. */
  attach(send: Send, since: number): boolean;
  /** Nobody reads it for the moment. */
  detach(send: Send): void;
  end(): void;
}

export interface Shelf extends Disposable {
  /** Opens a feed and sends its snapshot. */
  open(key: string, open: Open, send: Send): Promise<Resumable>;
  /** One that is still known, to whoever opened it. */
  find(token: string, key: string): Resumable | undefined;
  /** Called every second or so. */
  check(): void;
}

type Kept = Resumable & { key: string; leftAt: number | undefined };

export function shelf(clock: Pick<Clock, "elapsed">): Shelf {
  const all = new Map<string, Kept>(); // by token, the one that was left last at the end
  const left = () => [...all.values()].filter(({ leftAt }) => leftAt !== undefined);
  return {
    async open(key, open, send) {
      const made = await opened(open, send, {
        gone: (token) => void all.delete(token),
        left(token, isLeft) {
          const it = all.get(token);
          if (!it) return;
          all.delete(token);
          all.set(token, Object.assign(it, { leftAt: isLeft ? clock.elapsed() : undefined }));
          for (const old of left().slice(0, -MOST_KEPT)) old.end();
        },
      });
      all.set(made.token, Object.assign(made, { key, leftAt: undefined }));
      return made;
    },
    find(token, key) {
      const it = all.get(token);
      return it?.key === key ? it : undefined;
    },
    check() {
      for (const it of left()) if (clock.elapsed() - (it.leftAt ?? 0) > KEPT_MS) it.end();
    },
    [Symbol.dispose]() {
      for (const it of [...all.values()]) it.end();
    },
  };
}

type Told = { gone(token: string): void; left(token: string, isLeft: boolean): void };

async function opened(open: Open, first: Send, { gone, left }: Told): Promise<Resumable> {
  const token = randomBytes(24).toString("base64url");
  const recent: Delta[] = [];
  let [last, items, bytes] = [0, 0, 0];
  let to: Send | undefined;
  let hasEnded = false;

  const feed = await open((more) => {
    const size = JSON.stringify(more).length;
    recent.push({ position: ++last, items: more, bytes: size });
    [items, bytes] = [items + more.length, bytes + size];
    while (recent.length > 1 && (items > MOST_ITEMS || bytes > MOST_BYTES)) {
      const [oldest] = recent.splice(0, 1);
      [items, bytes] = [items - (oldest?.items.length ?? 0), bytes - (oldest?.bytes ?? 0)];
    }
    to?.({ type: "delta", result: more, position: last });
  });
  const knows = (since: number) => since <= last && since >= (recent[0]?.position ?? last + 1) - 1;

  first({ type: "snapshot", result: feed.snapshot, position: 0, resume: token });
  for (const { position, items: result } of recent) first({ type: "delta", result, position }); // came while it was made
  to = first;
  return {
    token,
    attach(send, since) {
      if (hasEnded || !knows(since)) return false;
      const missed = recent.filter(({ position }) => position > since).flatMap((delta) => delta.items);
      send({ type: "resumed", result: missed, position: last, resume: token });
      to = send;
      left(token, false);
      return true;
    },
    detach(send) {
      if (to !== send) return; // somebody else reads it by now
      to = undefined;
      left(token, true);
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      to = undefined;
      gone(token);
      void feed.close();
    },
  };
}

import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { Heard } from "./database.ts";

const AGAIN_MS = 1_000;

/** One connection for all channels. It comes back when it is lost, and then tells everybody that something may have been missed. */
export function listener(newClient: () => pg.Client) {
  const channels = new Map<string, Set<Heard>>(); // by channel
  const stop = new AbortController();
  let open: Promise<pg.Client> | undefined;
  let returning: Promise<void> = Promise.resolve();
  let lastSaid: Promise<unknown> = Promise.resolve();

  /** A client takes one statement after the other. */
  function say(client: pg.Client, word: "listen" | "unlisten", channel: string): Promise<unknown> {
    const said = lastSaid.then(() => client.query(`${word} ${client.escapeIdentifier(channel)}`));
    lastSaid = said.catch(() => {}); // its own caller is told
    return said;
  }

  async function connected(): Promise<pg.Client> {
    const client = newClient();
    client.on("error", () => {}); // "end" follows, and says the same
    await client.connect();
    client.on("notification", ({ channel, payload }) => {
      for (const heard of channels.get(channel) ?? []) heard(payload ?? "");
    });
    for (const channel of channels.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    client.on("end", lost);
    return client;
  }

  /** Of several that want it at once the first opens it. */
  function opened(): Promise<pg.Client> {
    open ??= connected().catch((error: unknown) => {
      open = undefined;
      throw error;
    });
    return open;
  }

  function lost(): void {
    open = undefined;
    if (!stop.signal.aborted) returning = comeBack();
  }

  async function comeBack(): Promise<void> {
    while (!stop.signal.aborted && channels.size > 0) {
      const isOpen = await opened().then(
        () => true,
        () => false,
      );
      if (isOpen) {
        for (const listeners of channels.values()) for (const heard of listeners) heard(undefined);
        return;
      }
      await pause(AGAIN_MS, undefined, { signal: stop.signal }).catch(() => {});
    }
  }

  return {
    async listen(channel: string, heard: Heard): Promise<AsyncDisposable> {
      const isNew = !channels.has(channel);
      channels.set(channel, (channels.get(channel) ?? new Set()).add(heard));
      const leave = () => {
        const left = channels.get(channel);
        if (!left?.delete(heard) || left.size > 0) return;
        channels.delete(channel);
        open?.then((client) => say(client, "unlisten", channel)).catch(() => {}); // lost: it listens to nothing
      };
      try {
        const client = await opened();
        if (isNew) await say(client, "listen", channel); // a second time does no harm
      } catch (error) {
        leave();
        throw error;
      }
      return { [Symbol.asyncDispose]: async () => leave() };
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      const client = await open?.catch(() => undefined);
      await returning;
      open = undefined;
      await client?.end();
    },
  };
}

import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";

export type Wanted = { url: string; token: string; readers: number; stalled: number; seconds: number };
export type Heard = { lags: number[]; deltas: number; missed: number; connected: number };

const LARGE = 20_000;

/** Clients of one feed in a process of their own, of which some stop reading; how late each change is, by the clock that both share. */
if (process.send) process.once("message", (wanted: Wanted) => void play(wanted));

async function play({ url, token, readers, stalled, seconds }: Wanted): Promise<void> {
  const heard: Heard = { lags: [], deltas: 0, missed: 0, connected: 0 };
  const open = (count: number, bytes: number) =>
    Promise.all(Array.from({ length: count }, () => opened({ url, token, bytes })));
  const reading = await open(readers, 0);
  for (const socket of reading) {
    let last: number | undefined;
    socket.on("message", (data) => {
      for (const { n, at } of (JSON.parse(String(data)) as { result: { n: number; at: number }[] }).result) {
        heard.lags.push(Date.now() - at);
        heard.deltas++;
        if (last !== undefined) heard.missed += n - last - 1;
        last = n;
      }
    });
  }
  for (const socket of await open(stalled, LARGE)) socket.pause();
  process.send?.("stalled");
  await pause(seconds * 500);
  heard.connected = (await open(readers + stalled, 0)).length;
  await pause(seconds * 500);
  process.send?.(heard);
}

async function opened({ url, token, bytes }: { url: string; token: string; bytes: number }): Promise<WebSocket> {
  const headers = { authorization: `Bearer ${token}` };
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`, { headers });
  await once(socket, "message");
  socket.send(JSON.stringify({ id: 1, type: "subscribe", feed: "room/numbers", input: { bytes } }));
  await once(socket, "message");
  return socket;
}

import { once } from "node:events";
import { WebSocket } from "ws";

export type Wanted = { url: string; token: string; sockets: number };
export type Heard = { sockets: number; events: number };

/** So many followers of the timeline, in a process of their own; how many of them are open at the end, and what they heard. */
if (process.send) {
  const [{ url, token, sockets }] = (await once(process, "message")) as [Wanted];
  const heard: Heard = { sockets: 0, events: 0 };
  const headers = { authorization: `Bearer ${token}` };
  const all = await Promise.all(
    Array.from({ length: sockets }, async () => {
      const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`, { headers });
      await once(socket, "message");
      socket.on("message", (data) => {
        const { type, result } = JSON.parse(String(data)) as { type: string; result: unknown[] };
        if (type === "delta") heard.events += result.length;
      });
      socket.send(JSON.stringify({ id: 1, type: "subscribe", feed: "memory/timeline", input: { limit: 20 } }));
      return socket;
    }),
  );
  process.send("open");
  await once(process, "message");
  heard.sockets = all.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  process.send(heard, () => process.exit());
}

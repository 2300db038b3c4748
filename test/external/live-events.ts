import { WebSocket } from "ws";

type Message =
  | { type: "hello" | "auth" | "snapshot" | "result" }
  | { type: "delta"; result: { entity_id: string | null; state: string | null }[] };

/** Follows the timeline over the live socket, as the page does. */
export async function liveEvents(url: string, token: string) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`);
  const heard: string[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const said: Message = JSON.parse(String(data));
      if (said.type === "hello") socket.send(JSON.stringify({ type: "auth", token }));
      if (said.type === "auth")
        socket.send(JSON.stringify({ id: 1, type: "subscribe", feed: "memory/timeline", input: {} }));
      if (said.type === "snapshot") resolve();
      if (said.type === "delta") heard.push(...said.result.map((item) => `${item.entity_id} ${item.state}`));
    });
  });
  return { heard, [Symbol.dispose]: () => socket.terminate() };
}

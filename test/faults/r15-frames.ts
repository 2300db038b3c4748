import { once } from "node:events";
import fc from "fast-check";
import { WebSocket } from "ws";

type Saying = { url: string; token: string; commands: readonly string[]; feeds: readonly string[] };
type Said = { frames: number; answers: string[]; closed: Record<string, number> };

const BINARY_EVERY = 7;
/** What is against the protocol itself, byte by byte, after the handshake: reserved bits, opcodes, lengths, masks, half a text. */
const RAW = [
  "f1",
  "8b00",
  "c1ff7fffffffffffffff",
  "8105aabbccdd",
  "81fe",
  "890080ff",
  "0100",
  "8182000000008080",
  "88ff",
];

/** Says garbage on live sockets of a signed-in caller, and gives what came back; a socket that is turned out is followed by another. */
export async function garbage(frames: number, saying: Saying): Promise<Said> {
  const said: Said = { frames: 0, answers: [], closed: {} };
  const texts = fc.sample(frame(saying), { numRuns: frames - RAW.length, seed: 15 });
  let socket = await opened(saying, said);
  for (const [place, text] of texts.entries()) {
    if (socket.readyState !== WebSocket.OPEN) socket = await opened(saying, said);
    socket.send(place % BINARY_EVERY ? text : Buffer.from(text));
    said.frames++;
    if (place % 50 === 49) await pinged(socket);
  }
  await pinged(socket);
  socket.terminate();
  for (const bytes of RAW) {
    const broken = await opened(saying, said);
    const ended = once(broken, "close");
    (broken as unknown as { _socket: NodeJS.WritableStream })._socket.end(Buffer.from(bytes, "hex"));
    await ended;
    said.frames++;
  }
  return said;
}

/** Half of them nearly right, so that they come further than the first look. */
function frame({ commands, feeds }: Saying): fc.Arbitrary<string> {
  const value = fc.json({ maxDepth: 5 });
  const id = fc.oneof(fc.nat(200), fc.constantFrom(-1, 1.5, "1", null, 2 ** 60));
  const type = fc.constantFrom(
    ...commands,
    "subscribe",
    "unsubscribe",
    "auth",
    "resume",
    "__proto__",
    "constructor",
    "",
  );
  const near = fc
    .record(
      { id, type, feed: fc.constantFrom(...feeds, "none", "__proto__"), subscription: id, input: fc.jsonValue() },
      { requiredKeys: ["id"] },
    )
    .map((message) => JSON.stringify(message));
  const cut = fc.tuple(near, fc.nat(80)).map(([text, length]) => text.slice(0, length));
  return fc.oneof(near, near, cut, value, fc.string({ unit: "binary", maxLength: 200 }));
}

async function opened({ url, token }: Saying, said: Said): Promise<WebSocket> {
  const headers = { authorization: `Bearer ${token}` };
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`, { headers });
  socket.on("message", (data) => said.answers.push(String(data)));
  socket.on("close", (code) => {
    said.closed[code] = (said.closed[code] ?? 0) + 1;
  });
  socket.on("error", () => {});
  await once(socket, "message");
  return socket;
}

/** Until it has read all that was said, or turned its speaker out. */
async function pinged(socket: WebSocket): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return;
  socket.ping();
  await Promise.race([once(socket, "pong"), once(socket, "close")]);
}

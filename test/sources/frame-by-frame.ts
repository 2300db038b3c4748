import { once } from "node:events";
import { connect, createServer } from "node:net";
import { settled } from "./source.ts";

const SOF = 0x01;
const PAUSE_SECONDS = 0.01;

/** Passes on what a Z-Wave driver says to a simulated radio one frame at a time, since that takes two in one packet for one. */
export async function frameByFrame(radioPort: number): Promise<AsyncDisposable & { port: number }> {
  const server = createServer((driver) => {
    const radio = connect(radioPort, "127.0.0.1").setNoDelay(true);
    let rest = Buffer.alloc(0);
    let passed = Promise.resolve();
    driver.on("data", (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      for (let length = lengthOf(rest); length > 0; length = lengthOf(rest)) {
        const frame = rest.subarray(0, length);
        rest = rest.subarray(length);
        passed = passed.then(() => void radio.write(frame)).then(() => settled(PAUSE_SECONDS));
      }
    });
    radio.on("data", (bytes) => driver.write(bytes));
    for (const [one, other] of [
      [driver, radio],
      [radio, driver],
    ] as const)
      one.on("error", () => undefined).on("close", () => other.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}

/** Bytes of the first frame; 0: not all of it is there. An acknowledgement is one byte; a frame says its length in its second. */
function lengthOf(bytes: Buffer): number {
  const [first, length] = bytes;
  if (first === undefined) return 0;
  if (first !== SOF) return 1;
  return length !== undefined && bytes.length >= length + 2 ? length + 2 : 0;
}

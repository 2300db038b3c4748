import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";

const MEBIBYTE = 2 ** 20;
const Targets = z.array(z.object({ webSocketDebuggerUrl: z.string() }));
const Usage = z.object({ usedSize: z.number(), backingStorageSize: z.number() });

export interface CollectedHeap extends AsyncDisposable {
  /** MiB that are still in use when all garbage was collected; between two collections a process takes what it likes. */
  inUse(): Promise<number>;
}

/** In the environment of a Node process whose garbage is to be collected from outside. */
export const inspectable = (port: number) => ({ NODE_OPTIONS: `--inspect=127.0.0.1:${port}` });

/** Source: https://chromedevtools.github.io/devtools-protocol/v8/HeapProfiler/ */
export async function collectedHeap(port: number): Promise<CollectedHeap> {
  const targets = Targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
  const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? "");
  await once(socket, "open");
  let asked = 0;

  /** One at a time. */
  async function ask(method: string): Promise<unknown> {
    const id = ++asked;
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [data] = await once(socket, "message");
      const answer = JSON.parse(String(data));
      if (answer.id === id) return answer.result;
    }
  }

  return {
    async inUse() {
      await ask("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize } = Usage.parse(await ask("Runtime.getHeapUsage"));
      return (usedSize + backingStorageSize) / MEBIBYTE;
    },
    async [Symbol.asyncDispose]() {
      socket.terminate();
    },
  };
}

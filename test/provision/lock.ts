import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Lets one process at a time work on a path. The lock is an abstract socket, which the kernel frees when its holder
 * dies, however it dies: no stale lock is ever left behind.
 */
export async function lock(path: string): Promise<AsyncDisposable> {
  const address = `\0homeops-${createHash("sha256").update(path).digest("hex").slice(0, 24)}`;
  for (let waited = 0; ; waited += 1) {
    const held = await take(address);
    if (held) return held;
    if (waited === 0) console.log(`provision: waiting for another process that works on ${path}`);
    await pause(1000);
  }
}

async function take(address: string): Promise<AsyncDisposable | undefined> {
  const server = createServer((socket) => socket.destroy());
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  server.once("listening", () => resolve(true));
  server.once("error", (error: NodeJS.ErrnoException) =>
    error.code === "EADDRINUSE" ? resolve(false) : reject(error),
  );
  server.listen(address);
  if (!(await promise)) return undefined;
  return {
    async [Symbol.asyncDispose]() {
      await new Promise((closed) => server.close(closed));
    },
  };
}

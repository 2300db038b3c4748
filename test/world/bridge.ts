import { once } from "node:events";
import { connect, createServer, type ListenOptions, type NetConnectOpts } from "node:net";

/** Carries every connection that comes in at one place to another, by a socket's path also between networks. */
export async function bridge(from: ListenOptions, to: NetConnectOpts): Promise<AsyncDisposable & { port: number }> {
  const server = createServer({ allowHalfOpen: true }, (here) => {
    const there = connect({ ...to, allowHalfOpen: true });
    here.pipe(there).pipe(here);
    here.on("error", () => there.destroy()).on("close", () => there.destroy());
    there.on("error", () => here.destroy()).on("close", () => here.destroy());
  });
  await once(server.listen(from), "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    async [Symbol.asyncDispose]() {
      server.close();
      server.unref();
    },
  };
}

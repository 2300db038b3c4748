import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type ModelServer = AsyncDisposable & {
  url: string;
  /** Whole requests as they came, headers first. */
  requests: { headers: string; body: string }[];
};

/** For tests: a language model over HTTP; what it says is whatever the test makes of the prompt, and nothing where that is undefined. */
export async function modelServer(
  says: (prompt: string) => string | undefined,
  more: object = {},
): Promise<ModelServer> {
  const requests: ModelServer["requests"] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    requests.push({ headers: JSON.stringify(request.headers), body });
    const content = says(body);
    if (content === undefined) return;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content, ...more } }] }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

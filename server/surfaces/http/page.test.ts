import { mkdir, mkdtempDisposable, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { fastify } from "fastify";
import { expect, it } from "vitest";
import { closeHttp } from "./http.ts";
import { servePage } from "./page.ts";

const SCRIPT = "assets/page-ABCD2345.js";

async function served(isFramed = false) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await mkdtempDisposable(path.join(tmpdir(), "homeops-page-")));
  await mkdir(path.join(folder.path, "assets"));
  const files = { "index.html": "whole", "framed.html": "framed", "worker.js": "worker", "homeops.webmanifest": "{}" };
  for (const [name, text] of Object.entries({ ...files, [SCRIPT]: "script" }))
    await writeFile(path.join(folder.path, name), text);
  await writeFile(path.join(folder.path, `${SCRIPT}.gz`), gzipSync("script"));
  const app = fastify();
  servePage(app, { isFramed, folder: folder.path });
  await app.listen({ port: 0 });
  stack.defer(() => closeHttp(app));
  stack.defer(() => app.server.closeAllConnections());
  const { port } = app.server.address() as { port: number };
  const owned = stack.move();
  return {
    get: (name: string, headers: Record<string, string> = {}) => fetch(`http://127.0.0.1:${port}/${name}`, { headers }),
    port,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

it("lets browsers keep what is named by its content for ever, and has them ask for the rest", async () => {
  await using page = await served();
  const caching = async (name: string) => (await page.get(name)).headers.get("cache-control");
  expect(await caching(SCRIPT)).toBe("public, max-age=31536000, immutable");
  for (const name of ["", "index.html", "worker.js", "homeops.webmanifest"])
    expect(await caching(name), name).toBe("no-cache");
  const first = await page.get("");
  const again = await page.get("", { "if-none-match": first.headers.get("etag") ?? "" });
  expect([await first.text(), again.status]).toEqual(["whole", 304]);
  expect((await page.get("homeops.webmanifest")).headers.get("content-type")).toBe("application/manifest+json");
});

it("sends scripts compressed to whom takes that", async () => {
  await using page = await served();
  const sent = await page.get(SCRIPT, { "accept-encoding": "br, gzip" });
  expect([sent.headers.get("content-encoding"), sent.headers.get("vary"), await sent.text()]).toEqual([
    "gzip",
    "accept-encoding",
    "script",
  ]);
  const plain = Promise.withResolvers<string | undefined>();
  request({ port: page.port, path: `/${SCRIPT}` }, ({ headers }) => plain.resolve(headers["content-encoding"])).end();
  expect(await plain.promise).toBeUndefined();
  expect((await page.get(`${SCRIPT}.gz`)).status).toBe(404); // it is no file of its own
});

it("shows Home Assistant a page that nobody installs", async () => {
  await using page = await served(true);
  expect(await (await page.get("")).text()).toBe("framed");
  for (const name of ["worker.js", "homeops.webmanifest"]) expect((await page.get(name)).status, name).toBe(404);
});

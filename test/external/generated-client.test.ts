import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { apiTools, provisionApiTools } from "../provision/api-tools.ts";
import { worldTree } from "../provision/cache.ts";
import { runInside, SHARED } from "../provision/chroot.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const stack = new AsyncDisposableStack();
beforeAll(provisionApiTools, 600_000);
afterAll(() => stack.disposeAsync());

it("a client that is written in Python from the API's document alone reads the timeline, and every command is in it", async () => {
  const demo = stack.use(await startSmallHouse());
  const homeAssistant = { url: demo.url, token: new Secret(demo.token) };
  const homeops = stack.use(await startHomeOps({ options: { homeAssistant } }));
  const folder = stack.use(await temporaryDirectory("client"));
  const headers = { authorization: `Bearer ${homeops.token}` };
  const book = await (await fetch(`${homeops.url}/api/openapi.json`, { headers })).text();
  writeFileSync(path.join(folder.path, "openapi.json"), book);
  copyFileSync(new URL("generated_client.py", import.meta.url), path.join(folder.path, "generated_client.py"));
  writeFileSync(path.join(folder.path, "config.yml"), "post_hooks: []\n"); // nobody reads it
  const within = (program: string, ...argv: string[]) =>
    runInside({
      tree: worldTree,
      share: folder.path,
      argv: [
        "sh",
        "-c",
        `cd ${SHARED} && PATH=${apiTools}/bin:$PATH exec "$0" "$@"`,
        `${apiTools}/bin/${program}`,
        ...argv,
      ],
      env: { PYTHONDONTWRITEBYTECODE: "1" },
    });
  const wanted = ["--path", "openapi.json", "--config", "config.yml", "--output-path", "client", "--meta", "none"];
  await within("openapi-python-client", "generate", ...wanted, "--fail-on-warning");

  const told = () =>
    homeops.ask("memory/timeline", { limit: 500 }) as Promise<{ items: { sentence: string | null }[] }>;
  await expect.poll(async () => (await told()).items.length, { timeout: 20_000 }).toBeGreaterThan(2);
  const read = JSON.parse(await within("python", "generated_client.py", homeops.url, homeops.token));
  const sentences = (await told()).items.flatMap(({ sentence }) => sentence ?? []);
  expect(read).toEqual({ pages: expect.any(Number), sentences, refused: "unauthorized" });
  expect(read.pages).toBeGreaterThan(1);
}, 300_000);

import { execFile } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { trackedFiles } from "./house/tracked-files.ts";
import { temporaryDirectory } from "./world/temporary.ts";

const run = promisify(execFile);

it("names no registry in the lock, so that any mirror serves it", async () => {
  expect(await readFile("package-lock.json", "utf8")).not.toContain('"resolved"');
});

it("installs everything, Node included, from an empty cache, and then has nothing to do", async () => {
  await using copy = await temporaryDirectory("checkout");
  for (const path of trackedFiles()) await cp(path, join(copy.path, path));
  const setup = async () => {
    const started = performance.now();
    const env = { ...withoutNpm(), npm_config_cache: join(copy.path, ".npm") };
    const { stdout, stderr } = await run("npm", ["run", "--silent", "pretest"], { cwd: copy.path, env });
    return { stdout, stderr, seconds: (performance.now() - started) / 1000 };
  };
  expect(await setup()).toMatchObject({ stdout: "", stderr: expect.stringContaining("installing") });
  expect((await run(join(copy.path, "node_modules/.bin/node"), ["-v"])).stdout).toMatch(/^v24\./);
  const again = await setup();
  expect(again.stdout).toBe("");
  expect(again.seconds).toBeLessThan(30);
}, 300_000);

/** The environment of a shell: not that of the npm script that runs the tests. */
function withoutNpm(): NodeJS.ProcessEnv {
  const own = join(process.cwd(), "node_modules/.bin");
  const shell = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV$)/.test(name));
  const PATH = process.env.PATH?.split(":").filter((directory) => directory !== own);
  return { ...Object.fromEntries(shell), PATH: PATH?.join(":") };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import { worldTree } from "../provision/cache.ts";
import { inside, SHARED } from "../provision/chroot.ts";
import { type CoreUnderTest, pythonOf } from "../provision/pytest.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Runs the Python of a Core in this repository, and gives what it said and how it ended. */
export async function python(core: CoreUnderTest, argv: string[], env: Record<string, string> = {}) {
  const script = `cd ${SHARED} && exec "$0" "$@"`;
  const guest = inside({
    tree: worldTree,
    share: ROOT,
    argv: ["sh", "-c", script, pythonOf(core), ...argv],
    env: { PYTHONDONTWRITEBYTECODE: "1", ...env },
  });
  const [program = "", ...rest] = guest.argv;
  const child = spawn(program, rest, { env: guest.env, stdio: ["ignore", "pipe", "pipe"] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "exit");
  const [stdout, stderr] = await said;
  return { code: code as number | null, stdout, stderr };
}

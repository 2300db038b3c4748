import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { apiTools } from "../provision/api-tools.ts";
import { worldTree } from "../provision/cache.ts";
import { inside, SHARED } from "../provision/chroot.ts";

export type Fuzzed = { path: string; status: number; ms: number; said?: string; body?: string };
type Wanted = { url: string; token: string; folder: string; examples: number; phases: string; seed: number };

/** Asks all that the server's own document says can be asked, well and badly, and gives every answer. */
export async function schemathesis({ url, token, folder, examples, phases, seed }: Wanted): Promise<Fuzzed[]> {
  const answers = path.join(folder, "answers");
  rmSync(answers, { force: true });
  const options = [
    ...["--checks", "keeps_its_inside", "--phases", phases, "--max-examples", String(examples)],
    ...["--seed", String(seed), "--workers", "2", "--generation-database", "none", "--suppress-health-check", "all"],
    ...["--request-timeout", "30", "--continue-on-failure", "--no-shrink", "--no-color"],
  ];
  const guest = inside({
    tree: worldTree,
    share: folder,
    argv: ["sh", "-c", `cd ${SHARED} && exec "$0" "$@"`, `${apiTools}/bin/schemathesis`, "run"].concat(
      `${url}/api/openapi.json`,
      ...["-H", `Authorization: Bearer ${token}`],
      options,
    ),
    env: {
      SCHEMATHESIS_HOOKS: "r15_checks",
      PYTHONPATH: SHARED,
      HOMEOPS_ANSWERS: `${SHARED}/answers`,
      PYTHONDONTWRITEBYTECODE: "1",
      NO_PROXY: "127.0.0.1",
    },
  });
  const [program = "", ...argv] = guest.argv;
  const child = spawn(program, argv, { env: guest.env, stdio: ["ignore", "pipe", "pipe"] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  await once(child, "exit");
  if (!existsSync(answers)) throw new Error(`schemathesis asked nothing: ${(await said).join("\n").slice(-2_000)}`);
  return readFileSync(answers, "utf8")
    .trim()
    .split("\n")
    .map((line): Fuzzed => JSON.parse(line));
}

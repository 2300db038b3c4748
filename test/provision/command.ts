import { spawn } from "node:child_process";

const LAST_LINES = 25;

interface Surroundings {
  env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end and returns what it printed; a failure carries its last lines. */
export async function command(argv: string[], { env = process.env }: Surroundings = {}): Promise<string> {
  const [program = "", ...args] = argv;
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let printed = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    printed += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed += chunk;
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject);
  child.once("close", resolve);
  const code = await promise;
  if (code === 0) return stdout;
  const tail = printed.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
  throw new Error(`${argv.join(" ")} ended with ${code ?? "a signal"}:\n${tail}`);
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";

const LAST_LINES = 20;

export type Call = { binaries: Binaries; account: Account; name: string; args: readonly string[] };
export type End = { code: number | null; signal: NodeJS.Signals | null };

export interface Program {
  readonly child: ChildProcess;
  /** The last lines that it said. */
  readonly words: readonly string[];
  readonly ended: Promise<End>;
}

/** One of PostgreSQL's programs, as that account, with nothing of our environment: ours holds secrets. */
export function startProgram({ binaries, account, name, args }: Call, stdin: "ignore" | "pipe" = "ignore"): Program {
  const isRoot = process.getuid?.() === 0;
  const child = spawn(path.join(binaries.folder, name), args, {
    ...(isRoot && { uid: account.uid, gid: account.gid }),
    cwd: "/",
    env: { PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8", USER: account.name },
    detached: true, // the terminal's Ctrl-C is ours to pass on, in its order
    stdio: [stdin, "pipe", "pipe"],
  });
  const words: string[] = [];
  if (child.stderr) {
    createInterface(child.stderr).on("line", (line) => {
      words.push(line);
      if (words.length > LAST_LINES) words.shift();
    });
  }
  const failed = once(child, "error").then(([error]): End => {
    words.push(String(error));
    return { code: 127, signal: null };
  });
  const ended = Promise.race([once(child, "close").then(([code, signal]): End => ({ code, signal })), failed]);
  return { child, words, ended };
}

/** Runs it to its end, and answers what it printed. */
export async function run(call: Call): Promise<string> {
  const program = startProgram(call);
  let printed = "";
  program.child.stdout?.on("data", (text) => {
    printed += text;
  });
  return check(call.name, program, await program.ended).then(() => printed);
}

export async function check(name: string, { words }: Program, { code, signal }: End): Promise<void> {
  if (code !== 0) throw new Error(`${name} ended with ${code ?? signal}: ${words.join(" | ")}`);
}

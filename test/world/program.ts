import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

const LAST_LINES = 30;

interface Start {
  argv: string[];
  env: NodeJS.ProcessEnv;
  /** Gets what the program prints, after what is already there. */
  log: string;
}

export interface Program {
  pid: number;
  /** The exit code, or null after a signal; undefined as long as the program runs. */
  readonly code: number | null | undefined;
  exited: Promise<number | null>;
  /** Sends the signal and waits for the end; what does not obey in time is killed. */
  end(signal: NodeJS.Signals, withinSeconds?: number): Promise<void>;
}

export function startProgram({ argv, env, log }: Start): Program {
  const output = openSync(log, "a");
  const [file = "", ...args] = argv;
  const child = spawn(file, args, { env, stdio: ["ignore", output, output] });
  closeSync(output);
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  let code: number | null | undefined;
  child.once("error", () => resolve(127));
  child.once("exit", resolve);
  void exited.then((ended) => {
    code = ended;
  });
  return {
    pid: child.pid ?? 0,
    get code() {
      return code;
    },
    exited,
    async end(signal, withinSeconds = 30) {
      child.kill(signal);
      const late = new AbortController();
      const patience = pause(withinSeconds * 1000, undefined, { signal: late.signal }).then(
        () => child.kill("SIGKILL"),
        () => undefined,
      );
      await exited;
      late.abort();
      await patience;
    },
  };
}

/** Asks until the answer is yes; a program that has ended meanwhile fails with its last words. */
export async function ready(program: Program, log: string, ask: () => Promise<boolean>, withinSeconds = 60) {
  const deadline = performance.now() + withinSeconds * 1000;
  while (!(await ask().catch(() => false))) {
    const isLate = performance.now() > deadline;
    if (isLate || program.code !== undefined) {
      const tail = (await readFile(log, "utf8")).trimEnd().split("\n").slice(-LAST_LINES).join("\n");
      throw new Error(`The program ${isLate ? "is not ready in time" : `ended with ${program.code}`}:\n${tail}`);
    }
    await pause(50);
  }
}

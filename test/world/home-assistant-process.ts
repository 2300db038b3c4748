import { mkdir } from "node:fs/promises";
import { inside, SHARED } from "../provision/chroot.ts";
import { type Program, ready, startProgram } from "./program.ts";

/** Core ends with this code when it wants to be started again. */
const RESTART = 100;

interface Place {
  tree: string;
  /** The configuration directory. */
  directory: string;
  log: string;
  port: number;
  env?: Record<string, string>;
}

interface HomeAssistantProcess {
  readonly pid: number | undefined;
  /** How often Core has been started; it may start itself again. */
  readonly starts: number;
  start(): void;
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Waits until Core says RUNNING; before that services answer, but using them stalls the start. */
  whenRunning(token: string): Promise<void>;
  /** Waits until its HTTP server answers at all, which needs no token. */
  whenAnswering(): Promise<void>;
}

export async function homeAssistantProcess({
  tree,
  directory,
  log,
  port,
  env = {},
}: Place): Promise<HomeAssistantProcess> {
  await mkdir(directory, { recursive: true });
  const guest = inside({
    tree,
    share: directory,
    argv: ["/opt/ha/bin/python", "-m", "homeassistant", "--config", SHARED],
    env: { SETUP_PORT: String(port), ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  let program: Program | undefined;
  let starts = 0;
  let isWanted = false;

  function start() {
    isWanted = true;
    starts += 1;
    const started = startProgram({ ...guest, log });
    program = started;
    void started.exited.then((code) => {
      if (code === RESTART && isWanted) start();
    });
  }

  async function until(ask: () => Promise<boolean>) {
    if (!program) throw new Error("Home Assistant is stopped; start it first.");
    await ready(program, log, ask, 120);
  }

  return {
    get pid() {
      return program?.pid;
    },
    get starts() {
      return starts;
    },
    start,
    async stop(signal) {
      isWanted = false;
      await program?.end(signal, 60);
      program = undefined;
    },
    whenRunning: (token) =>
      until(async () => {
        const response = await fetch(`${url}/api/core/state`, { headers: { authorization: `Bearer ${token}` } });
        return response.ok && (await response.json()).state === "RUNNING";
      }),
    whenAnswering: () => until(async () => (await fetch(`${url}/api/onboarding`)).status === 200),
  };
}

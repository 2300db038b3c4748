import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Four addresses of a range kept for network tests (RFC 2544), others for each process. */
const subnet = `198.18.${(process.pid >> 6) & 255}`;
const first = (process.pid & 63) * 4;
const OURS = `${subnet}.${first + 1}`;
const THEIRS = `${subnet}.${first + 2}`;

export const canMakeNamespaces =
  process.getuid?.() === 0 && ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"].some((path) => existsSync(path));

export interface NetworkNamespace extends AsyncDisposable {
  /** The address of whatever runs inside. */
  readonly host: string;
  /** This machine's address at its end of the cable. */
  readonly gateway: string;
  /** Puts a program inside. */
  readonly under: readonly string[];
  /** Runs a Node program inside; resolves with its first line. It ends with the namespace. */
  start(program: string, ...args: string[]): Promise<string>;
  /** From now on packets still go in and nothing comes out: a half-open network. */
  blackhole(): Promise<void>;
  heal(): Promise<void>;
}

/** A network of its own behind a pair of virtual cables, removed on disposal. Needs root and `ip`. */
export async function networkNamespace(): Promise<NetworkNamespace> {
  const name = `homeops-${process.pid}`;
  const [outer, inner] = [`ho${process.pid}a`, `ho${process.pid}b`];
  await using stack = new AsyncDisposableStack();
  await run("ip", ["netns", "add", name]);
  stack.defer(async () => void (await run("ip", ["netns", "del", name])));
  await run("ip", ["link", "add", outer, "type", "veth", "peer", "name", inner, "netns", name]);
  await run("ip", ["addr", "add", `${OURS}/30`, "dev", outer]);
  await run("ip", ["link", "set", outer, "up"]);
  const inside = (...words: string[]) => run("ip", ["-n", name, ...words]);
  await inside("addr", "add", `${THEIRS}/30`, "dev", inner);
  await inside("link", "set", inner, "up");
  await inside("link", "set", "lo", "up");
  const owned = stack.move();
  return {
    host: THEIRS,
    gateway: OURS,
    under: ["ip", "netns", "exec", name],
    async start(program, ...args) {
      const child = spawn("ip", ["netns", "exec", name, process.execPath, program, ...args], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const exited = once(child, "exit");
      owned.defer(async () => {
        child.kill("SIGKILL");
        await exited;
      });
      const died = exited.then(([code]) =>
        Promise.reject(new Error(`${program} ended with ${code} before it was ready`)),
      );
      died.catch(() => {}); // its end later on is wanted
      const [line] = await Promise.race([once(child.stdout, "data"), died]);
      return String(line).trim();
    },
    blackhole: async () => void (await inside("route", "replace", "blackhole", `${OURS}/32`)),
    heal: async () => void (await inside("route", "del", "blackhole", `${OURS}/32`)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

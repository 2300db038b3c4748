import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { aptInstall, exists } from "../provision/debian.ts";
import { bridge } from "../world/bridge.ts";
import { temporaryDirectory } from "../world/temporary.ts";

/** As the Supervisor lays its network: itself, Core at the gateway, an app. */
export const ADDRESSES = { supervisor: "172.30.32.2", core: "172.30.32.1", app: "172.30.33.5" } as const;

const ENTER = `
set -e
ip link set lo up
for address in ${Object.values(ADDRESSES).join(" ")}; do ip address add "$address/32" dev lo; done
exec "$@"`;

export interface SupervisorNetwork extends AsyncDisposable {
  /** Puts a program into it. */
  readonly under: string[];
  /** What the app's names lead to. */
  readonly hosts: string;
  /** Ports of this machine that lead to the app's: as the Supervisor, as Core, as somebody else who asks for the ingress port. */
  readonly ports: { ingress: number; api: number; stranger: number };
}

/** A network of its own, out of which nothing leads but to the stand-in of the Supervisor at that port. */
export async function supervisorNetwork(supervisorPort: number): Promise<SupervisorNetwork> {
  if (!(await exists("/usr/sbin/ip"))) await aptInstall("iproute2");
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryDirectory("network"));
  const socket = (name: string) => ({ path: path.join(folder.path, name) });
  stack.use(await bridge(socket("supervisor"), { host: "127.0.0.1", port: supervisorPort }));
  const ends = [process.execPath, path.join(import.meta.dirname, "supervisor-network-ends.ts"), folder.path];
  const child = spawn("unshare", ["--net", "sh", "-c", ENTER, "enter", ...ends], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  stack.defer(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  await Promise.race([
    once(child.stdout, "data"),
    exited.then(() => Promise.reject(new Error("No network can be made"))),
  ]);
  const inward = async (name: string) => stack.use(await bridge({ host: "127.0.0.1", port: 0 }, socket(name))).port;
  const ports = { ingress: await inward("ingress"), api: await inward("api"), stranger: await inward("stranger") };
  const owned = stack.move();
  return {
    under: ["nsenter", `--net=/proc/${child.pid}/ns/net`],
    hosts: `127.0.0.1 localhost\n${ADDRESSES.supervisor} supervisor hassio\n`,
    ports,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

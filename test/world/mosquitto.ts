import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { inside, runInside, SHARED } from "../provision/chroot.ts";
import { mosquittoTree } from "../provision/mosquitto.ts";
import { freePort } from "./free-port.ts";
import { ready, startProgram } from "./program.ts";
import { temporaryDirectory } from "./temporary.ts";

const USER = "mosquitto";

export interface Mosquitto extends AsyncDisposable {
  port: number;
  user: string;
  password: string;
  /** What stands under a topic, then what comes in `seconds`; each as `retained topic payload`. */
  listen(topic: string, seconds: number): Promise<string[]>;
  stop(): Promise<void>;
}

/** A Mosquitto that lets in who has the password, on 127.0.0.1; gone after disposal. */
export async function startMosquitto(): Promise<Mosquitto> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await temporaryDirectory("mosquitto"));
  const [port, password] = [await freePort(), `secret-${crypto.randomUUID()}`];
  const share = join(path, "share");
  await mkdir(share, { mode: 0o755 });
  await writeFile(
    join(share, "mosquitto.conf"),
    `listener ${port} 127.0.0.1\nallow_anonymous false\npassword_file ${SHARED}/passwords\n`,
  );
  const tree = mosquittoTree;
  await runInside({
    tree,
    share,
    argv: ["mosquitto_passwd", "-b", "-c", `${SHARED}/passwords`, "homeassistant", password],
  });
  await runInside({ tree, share, argv: ["chown", "-R", `${USER}:${USER}`, SHARED] });
  const log = join(path, "mosquitto.log");
  const argv = ["/usr/sbin/mosquitto", "-c", `${SHARED}/mosquitto.conf`];
  const program = startProgram({ ...inside({ tree, share, user: USER, argv }), log });
  stack.defer(() => program.end("SIGTERM", 5));
  await ready(program, log, () => listens(port));
  const owned = stack.move();
  return {
    ...{ port, password, user: "homeassistant" },
    async listen(topic, seconds) {
      const login = ["-h", "127.0.0.1", "-p", String(port), "-u", "homeassistant", "-P", password];
      const ask = ["mosquitto_sub", ...login, "-t", topic, "-W", String(seconds), "-F", "%r %t %p"];
      // It ends with 27 when its time is over, and would fail what waits for it.
      const said = await runInside({ tree, argv: ["sh", "-c", '"$@" || [ $? = 27 ]', "sh", ...ask] });
      return said.split("\n").filter((line) => line !== "");
    },
    stop: () => program.end("SIGTERM", 5),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.destroy();
  return true;
}

import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../world/free-port.ts";
import { startProgram } from "../world/program.ts";
import { type Source, settled } from "./source.ts";

/** Debian's nut-server with its own simulated UPS, dummy-ups, which reads its values from a file. */
export const nut: Source = {
  domains: ["nut"],
  async begin({ directory, add }, peers) {
    const port = await freePort();
    const where = join(directory, "nut");
    await mkdir(where, { recursive: true });
    await chmod(directory, 0o755);
    const say = (status: string, charge: number, runtime: number) =>
      writeFile(join(where, "ups.dev"), valuesOf(status, charge, runtime));
    await say("OL CHRG", 100, 2_400);
    await writeFile(
      join(where, "ups.conf"),
      `[cellar]\n  driver = dummy-ups\n  port = ${join(where, "ups.dev")}\n  mode = dummy-loop\n  desc = "Cellar"\n`,
    );
    await writeFile(join(where, "upsd.conf"), `LISTEN 127.0.0.1 ${port}\n`);
    await writeFile(join(where, "upsd.users"), "", { mode: 0o640 });
    const start = (program: string, ...args: string[]) =>
      startProgram({
        argv: [join(peers, "root/lib/nut", program), "-F", "-u", "root", ...args],
        env: {
          ...process.env,
          ...{ NUT_CONFPATH: where, NUT_STATEPATH: where, NUT_ALTPIDPATH: where },
          LD_LIBRARY_PATH: ["root/usr/lib", "root/lib"].map((it) => join(peers, it, "x86_64-linux-gnu")).join(":"),
        },
        log: join(peers, "nut.log"),
      });
    const driver = start("dummy-ups", "-a", "cellar");
    await settled(3);
    const server = start("upsd");
    await settled(3);
    await add("nut", { host: "127.0.0.1", port });
    return {
      faults: [
        { what: "the mains fails", go: () => say("OB DISCHRG", 83, 1_900), seconds: 150 },
        { what: "its battery runs low", go: () => say("OB DISCHRG LB", 9, 120), seconds: 150 },
        {
          what: "the mains is back; its battery wants to be replaced",
          go: () => say("OL CHRG RB", 40, 700),
          seconds: 150,
        },
        { what: "the server is gone", go: async () => void (await server.end("SIGTERM")), seconds: 90 },
      ],
      async [Symbol.asyncDispose]() {
        await server.end("SIGKILL");
        await driver.end("SIGKILL");
      },
    };
  },
};

const valuesOf = (status: string, charge: number, runtime: number): string =>
  [
    ...["device.mfr: EATON", "device.model: Ellipse PRO 850", "device.type: ups", "device.serial: G000A00001"],
    ...["ups.mfr: EATON", "ups.model: Ellipse PRO 850", "ups.serial: G000A00001", `ups.status: ${status}`],
    ...[`battery.charge: ${charge}`, "battery.charge.low: 20", `battery.runtime: ${runtime}`, "ups.load: 18"],
    ...["input.voltage: 231.0", "TIMER 5", ""],
  ].join("\n");

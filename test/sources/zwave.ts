import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../world/free-port.ts";
import { startProgram } from "../world/program.ts";
import { frameByFrame } from "./frame-by-frame.ts";
import { type Source, settled } from "./source.ts";

/**
 * The real driver and server of Z-Wave JS, on the simulated radio that the driver's authors test it with: a controller, two
 * plugs and a sensor, whose frames the radio answers as nodes would. A node whose name lies in `quiet` acknowledges nothing.
 */
export const zwave: Source = {
  domains: ["zwave_js"],
  async begin({ client, directory, add }, peers) {
    const [radioPort, port] = [await freePort(), await freePort()];
    const where = join(directory, "zwave");
    await mkdir(where, { recursive: true });
    const quiet = join(where, "quiet");
    await writeFile(quiet, "");
    await writeFile(join(where, "radio.cjs"), radioOf(quiet));
    await writeFile(join(where, "options.cjs"), `module.exports = ${JSON.stringify(optionsIn(where))};\n`);
    const modules = join(peers, "zw/node_modules");
    const start = (script: string, ...args: string[]) =>
      startProgram({
        argv: [process.execPath, join(modules, script), ...args],
        env: process.env,
        log: join(peers, "zwave.log"),
      });
    const radio = start("zwave-js/bin/mock-server.cjs", "-p", String(radioPort), "-c", join(where, "radio.cjs"));
    await settled(3);
    const between = await frameByFrame(radioPort);
    const server = start(
      "@zwave-js/server/dist-cjs/bin/server.js",
      ...[`tcp://127.0.0.1:${between.port}`, "--port", String(port), "--config", join(where, "options.cjs")],
    );
    await settled(20);
    await add("zwave_js", { url: `ws://127.0.0.1:${port}` });
    await settled(20);
    const switches = async () =>
      (await client.call<{ entity_id: string }[]>({ type: "get_states" })).filter(({ entity_id }) =>
        entity_id.startsWith("switch.node_3"),
      );
    return {
      faults: [
        {
          what: "a plug is pulled out, and then told to switch",
          async go() {
            await writeFile(quiet, "3");
            for (const { entity_id } of await switches())
              await client.callService("switch", "turn_on", { entity_id }).catch(() => undefined);
          },
          seconds: 60,
        },
        { what: "the server is gone", go: async () => void (await server.end("SIGTERM")), seconds: 30 },
      ],
      async [Symbol.asyncDispose]() {
        await server.end("SIGKILL");
        await radio.end("SIGKILL");
        await between[Symbol.asyncDispose]();
      },
    };
  },
};

const optionsIn = (where: string) => ({
  logConfig: { enabled: false },
  storage: { cacheDir: join(where, "cache") },
  securityKeys: { S0_Legacy: "0123456789abcdef".repeat(2) }, // no node asks for it
});

const radioOf = (quiet: string): string => `
const { readFileSync } = require("node:fs");
const nodes = new Map();
setInterval(() => {
  const names = readFileSync(${JSON.stringify(quiet)}, "utf8").split(" ").map(Number);
  for (const [id, node] of nodes) node.autoAckControllerFrames = !names.includes(id);
}, 200).unref();
const keep = { handleCC(controller, self) { nodes.set(self.id, self); return undefined; } };
const plug = (id) => ({
  id,
  capabilities: {
    isListening: true, isRouting: true,
    commandClasses: [{ ccId: 0x25, version: 1, isSupported: true, isControlled: false }],
  },
  behaviors: [keep],
});
module.exports.default = { controller: {}, nodes: [plug(2), plug(3), plug(4)] };
`;

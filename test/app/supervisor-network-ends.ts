import path from "node:path";
import { bridge } from "../world/bridge.ts";
import { ADDRESSES } from "./supervisor-network.ts";

/** Runs in the app's network: what there comes from, and goes to, the world outside. */
const [folder = ""] = process.argv.slice(2);
const socket = (name: string) => ({ path: path.join(folder, name) });
const { app, core, supervisor } = ADDRESSES;
await bridge({ host: supervisor, port: 80 }, socket("supervisor"));
await bridge(socket("ingress"), { host: app, port: 8098, localAddress: supervisor });
await bridge(socket("api"), { host: app, port: 8099, localAddress: core });
await bridge(socket("stranger"), { host: app, port: 8098, localAddress: app });
console.log("ready");

import { copyFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type TemporaryDirectory, temporaryDirectory } from "../world/temporary.ts";
import { command } from "./command.ts";
import { exists } from "./debian.ts";

const TRUSTED = "/etc/ssl/certs/ca-certificates.crt";
const INSIDE = "/run/machine"; // see build-app.sh

/** How this machine reaches its registries and whom it trusts there, to be lent to a build. */
export async function lendMachine(): Promise<TemporaryDirectory> {
  const folder = await temporaryDirectory("machine");
  const put = (name: string, lines: string[]) => writeFile(path.join(folder.path, name), `${lines.join("\n")}\n`);
  const registry = (await command(["npm", "config", "get", "registry"])).trim();
  const isTrusting = await exists(TRUSTED);
  if (isTrusting) await copyFile(TRUSTED, path.join(folder.path, "trusted.crt"));
  await put("npmrc", [`registry=${registry}`, ...(isTrusting ? [`cafile=${INSIDE}/trusted.crt`] : [])]);
  await put("apt.conf", isTrusting ? [`Acquire::https::CAInfo "${INSIDE}/trusted.crt";`] : []);
  return folder;
}

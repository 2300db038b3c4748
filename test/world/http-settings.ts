import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes the port, and after how many failed logins an address is banned, as the confirmed HTTP settings of a home that
 * is not running: the same document that `http/config/configure`, a restart and `http/config/promote` leave behind
 * (homeassistant/components/http/config.py), without the restart.
 */
export async function writeHttpSettings(directory: string, { port, banAfter }: { port: number; banAfter?: number }) {
  const path = join(directory, ".storage", "http");
  const document = JSON.parse(await readFile(path, "utf8"));
  Object.assign(document.data.stable, {
    server_port: port,
    ip_ban_enabled: banAfter !== undefined,
    login_attempts_threshold: banAfter ?? -1,
  });
  document.data.pending = null;
  await writeFile(path, JSON.stringify(document), { mode: 0o600 });
}

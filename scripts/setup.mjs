// Runs before `npm start`, `npm test` and the rest, by whatever Node is there, with nothing installed yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE = 24;
const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");

if (!isInstalled()) install();
requireNode();

/** What npm has written down about node_modules agrees with the lock; another platform's packages may be missing. */
function isInstalled() {
  const installedLock = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedLock)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedLock, "utf8")).packages;
  const withoutDev = process.env.NODE_ENV === "production" || (process.env.npm_config_omit ?? "").includes("dev");
  const isThere = ([path, { integrity, optional, dev }]) =>
    installed[path] ? installed[path].integrity === integrity : optional || (dev && withoutDev);
  return (
    Object.entries(wanted).every(([path, entry]) => path === "" || isThere([path, entry])) &&
    Object.keys(installed).every((path) => wanted[path])
  );
}

function install() {
  console.error("setup: installing the packages that package-lock.json names");
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) stop("npm ci failed, for the reason above. Mend that, then start again.");
}

/** npm scripts find `node` in node_modules first, where an optional package brings the right one for Linux. */
function requireNode() {
  if (isNew(process.version)) return;
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const version = String(spawnSync("node", ["-v"], { env }).stdout ?? "").trim();
  if (isNew(version)) return;
  stop(
    `HomeOps needs Node ${NODE}, and npm brings it for Linux with glibc on x64 and arm64 only; ` +
      `here \`node\` is ${version || process.version}. Install Node ${NODE}, then start again.`,
  );
}

function isNew(version) {
  return Number(version.match(/^v(\d+)/)?.[1]) >= NODE;
}

function stop(sentence) {
  console.error(`setup: ${sentence}`);
  process.exit(1);
}

import { spawn } from "node:child_process";
import { once } from "node:events";

const INSIDE = "HOMEOPS_OWN_MOUNTS";

/** Whether what this process mounts is gone with it. */
export const hasOwnMounts = (): boolean => process.env[INSIDE] === "1";

/** Runs this same command once more in a mount namespace of its own, so that nothing stays mounted or looped however it ends. */
export async function againWithOwnMounts(): Promise<number> {
  const [file = "", ...args] = process.argv;
  const argv = ["--mount", "--propagation", "private", "setpriv", "--pdeathsig=KILL", file, ...args];
  const child = spawn("unshare", argv, { stdio: "inherit", env: { ...process.env, [INSIDE]: "1" } });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

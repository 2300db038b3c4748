import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { worldTree } from "../provision/cache.ts";
import { command } from "../provision/command.ts";
import { RECIPE } from "../provision/recipe.ts";

// linux/fs.h: FS_IOC_SHUTDOWN, and 2: without flushing the journal, as when the power goes.
const CUT = "import fcntl, struct; fcntl.ioctl(3, 0x8004587D, struct.pack('I', 2))";

/**
 * A disk whose power can be cut: an ext4 in a file, on a loop device. It is mounted in a mount namespace of its own, where all that uses it is
 * started by `within`: any other new namespace of the machine would copy the mount, and keep the cut disk in use. With the
 * namespace's last process, mount and loop device are gone.
 */
export async function ext4Image(folder: string, name: string, size = "1G") {
  const image = path.join(folder, `${name}.img`);
  const mount = path.join(folder, name);
  mkdirSync(mount);
  await command(["truncate", "-s", size, image]);
  await command(["mkfs.ext4", "-q", "-F", image]);
  const hold = "echo held; exec setpriv --pdeathsig=KILL sleep infinity";
  const keeper = spawn("unshare", ["--mount", "--propagation", "private", "sh", "-c", hold], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(keeper.stdout, "data");
  const keeperPid = keeper.pid ?? 0;
  const within = (...argv: string[]): string[] => ["nsenter", "--mount", "--target", String(keeperPid), ...argv];
  const mounted = async () => {
    await command(within("mount", "-o", "loop", image, mount));
    await command(within("chmod", "0711", mount));
  };
  await mounted();

  /** A process that was killed holds its files a moment longer. */
  async function unmounted(tries: number): Promise<boolean> {
    return command(within("umount", mount)).then(
      () => true,
      (error) => {
        if (tries > 100) throw error;
        return false;
      },
    );
  }

  async function endAll(): Promise<void> {
    for (let pids = othersIn(keeperPid); pids.length > 0; pids = othersIn(keeperPid)) {
      for (const pid of pids) tryKill(pid);
      await pause(20);
    }
  }
  return {
    mount,
    within,
    /** The machine goes, its disk first, and comes back: nothing that ran is there any more. */
    async powerCut(): Promise<void> {
      const cut = `exec 3<"$0"; exec chroot "$1" python${RECIPE.python} -c "$2"`;
      await command(within("sh", "-c", cut, mount, worldTree, CUT));
      await endAll();
      for (let tries = 0; !(await unmounted(tries)); tries++) await pause(200);
      await mounted();
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await endAll();
      const gone = once(keeper, "exit");
      keeper.kill("SIGKILL");
      await gone;
      rmSync(image, { force: true });
      rmSync(mount, { recursive: true, force: true });
    },
  };
}

function othersIn(keeper: number): number[] {
  const namespace = mountNamespace(keeper);
  const pids = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => pid !== keeper && namespace && mountNamespace(pid) === namespace);
}

function mountNamespace(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/mnt`);
  } catch {
    return undefined; // it has ended
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it was faster
  }
}

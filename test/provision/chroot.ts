import { command } from "./command.ts";

/** Where the one directory that a program shares with the machine appears inside the tree. */
export const SHARED = "/srv";

/**
 * The mounts live in a mount namespace of their own and end with the program: nothing stays mounted below the tree.
 * Every `exec` keeps the process id, so a signal to the child reaches the program itself, and the program dies with the
 * process that started it. The machine's /dev is never bound: debootstrap made the nodes that are needed.
 */
const ENTER = `
set -e
mount -t proc proc "$TREE/proc"
mount -t tmpfs -o mode=1777 tmpfs "$TREE/dev/shm"
if [ -n "$SHARE" ]; then mount --bind "$SHARE" "$TREE${SHARED}"; fi
exec chroot "$TREE" setpriv --reuid="$RUN_AS" --regid="$RUN_AS" --init-groups --pdeathsig=KILL "$@"`;

const PROXIES = /^(https?_proxy|all_proxy|no_proxy|UV_(DEFAULT_INDEX|INDEX|INDEX_URL))$/i;

interface Guest {
  tree: string;
  argv: string[];
  /** A directory of the machine, seen inside at {@link SHARED}. */
  share?: string;
  user?: string;
  env?: Record<string, string>;
}

/** What to spawn so that `argv` runs inside the tree, with little of the machine's environment. */
export function inside({ tree, argv, share = "", user = "root", env = {} }: Guest) {
  return {
    argv: ["unshare", "--mount", "--propagation", "private", "sh", "-c", ENTER, "enter", ...argv],
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => PROXIES.test(name))),
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      LANG: "C.UTF-8",
      HOME: "/root",
      DEBIAN_FRONTEND: "noninteractive",
      SSL_CERT_FILE: "/etc/ssl/certs/ca-certificates.crt",
      ...env,
      TREE: tree,
      SHARE: share,
      RUN_AS: user,
    },
  };
}

export async function runInside(guest: Guest): Promise<string> {
  const { argv, env } = inside(guest);
  return command(argv, { env });
}

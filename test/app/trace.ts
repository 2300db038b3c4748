/** What a traced program did with a file; a folder's path ends with a slash, as AppArmor has it. */
export type Access = { path: string; asked: string };

/** strace's arguments for what can be read here. */
export const tracer = (log: string): string[] => [
  "strace",
  "-f",
  "-qq",
  "--pidns-translation", // how the processes that are made are called here
  "-s",
  "4096",
  "-o",
  log,
  "-e",
  `trace=${CALLS}`,
];

const CALLS =
  "open,openat,openat2,creat,execve,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,chmod,fchmodat,chown,lchown,fchownat,truncate,chdir,clone,clone3,fork,vfork,connect,bind";
const WRITTEN = /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/;
const READ_TOO = /O_RDONLY|O_RDWR/;
const LINE = /^(\d+)\s+(?:<\.\.\. )?(\w+)(?:\(| resumed>)(.*)$/;

/**
 * Every access that succeeded from the first execution of `program` on, with absolute paths. A relative one is looked up where its process
 * stood, or the process that made it; one relative to an opened folder (only find works so, on /data) counts for that folder.
 */
export function accessesIn(trace: string, program: string): Access[] {
  const lines = wholeCalls(trace.slice(trace.indexOf(`execve("${program}"`) - 20).split("\n"));
  const parents = new Map<string, string>(); // by process
  const stands = new Map<string, string>(); // by process
  for (const { pid, call, rest } of lines) {
    const made = /(\d+) in strace's PID NS/.exec(rest)?.[1] ?? /= (\d+)$/.exec(rest)?.[1];
    if (/^(clone3?|v?fork)$/.test(call) && made) parents.set(made, pid);
  }
  const folderOf = (pid: string | undefined): string => (pid ? (stands.get(pid) ?? folderOf(parents.get(pid))) : "/");
  return lines.flatMap(({ pid, call, rest }) => {
    if (/= -1 E/.test(rest) || /^(clone3?|v?fork)$/.test(call)) return [];
    const paths = [...rest.matchAll(/(AT_FDCWD, |\d+, )?"((?:[^"\\]|\\.)*)"/g)].map(([, from, name = ""]) =>
      absolute(name, from && /^\d/.test(from) ? "/data" : folderOf(pid)),
    );
    if (call === "chdir" && paths[0]) stands.set(pid, paths[0]);
    return accesses(call, rest, paths);
  });
}

function accesses(call: string, rest: string, paths: string[]): Access[] {
  const [path = "", other = ""] = paths;
  if (call === "chdir" || path === "") return [];
  if (call === "execve") return [{ path, asked: "rx" }];
  if (call === "connect" || call === "bind") return rest.includes("AF_UNIX") ? [{ path, asked: "rw" }] : [];
  if (/^(mk|rm)dir/.test(call)) return [{ path: `${path}/`, asked: "w" }];
  if (rest.includes("O_DIRECTORY")) return [{ path: `${path}/`, asked: "r" }];
  if (/^open/.test(call)) return [{ path, asked: `${WRITTEN.test(rest) ? "w" : ""}${READ_TOO.test(rest) ? "r" : ""}` }];
  if (/^rename/.test(call)) return [path, other].map((one) => ({ path: one, asked: "rw" }));
  if (/^link/.test(call)) return [{ path: other, asked: "l" }];
  return [{ path, asked: "w" }];
}

/** Puts together what strace tore apart because another process spoke meanwhile. */
function wholeCalls(lines: string[]): { pid: string; call: string; rest: string }[] {
  const begun = new Map<string, string>(); // by process
  return lines.flatMap((line) => {
    const [, pid = "", call = "", rest = ""] = LINE.exec(line) ?? [];
    if (rest.endsWith("<unfinished ...>")) begun.set(pid, rest.slice(0, -"<unfinished ...>".length));
    if (pid === "" || rest.endsWith("<unfinished ...>")) return [];
    return [{ pid, call, rest: `${line.includes(" resumed>") ? (begun.get(pid) ?? "") : ""}${rest}` }];
  });
}

const absolute = (name: string, folder: string): string =>
  name.startsWith("/") ? name : `${folder}/${name}`.replaceAll("/./", "/").replace(/\/\.$/, "");

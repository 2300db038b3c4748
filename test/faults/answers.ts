import { readFileSync } from "node:fs";
import path from "node:path";

export type Answer = {
  status: number;
  seconds: number;
  retryAfter: string | null;
  code: string | undefined;
  body: unknown;
};

/** Asks a server that was started in this folder, whatever it answers. */
export function asking(folder: string, url: string) {
  return async (route: string, input?: object): Promise<Answer> => {
    const token = readFileSync(path.join(folder, "data", "api.token"), "utf8").trim();
    const began = performance.now();
    const response = await fetch(`${url}/api/${route}`, {
      method: input ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(input && { body: JSON.stringify(input) }),
    });
    const body = (await response.json()) as { error?: { code: string } };
    return {
      status: response.status,
      seconds: (performance.now() - began) / 1000,
      retryAfter: response.headers.get("retry-after"),
      code: body.error?.code,
      body,
    };
  };
}

/** Resident megabytes of a process; Linux, proc(5): VmRSS in kB. */
export const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

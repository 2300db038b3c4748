import { command } from "../provision/command.ts";

/** Where an app finds the Supervisor, and from where ingress comes. */
export const SUPERVISOR = "172.30.32.2";

/** Gives the machine's loopback the Supervisor's address, as long as a test needs it. */
export async function supervisorAddress(): Promise<AsyncDisposable> {
  const change = (verb: string) => command(["ip", "address", verb, `${SUPERVISOR}/32`, "dev", "lo"]);
  await change("replace");
  return {
    async [Symbol.asyncDispose]() {
      await change("delete");
    },
  };
}

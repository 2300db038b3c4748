import type { ServerResponse } from "node:http";
import { afterEach, expect } from "vitest";
import { type Connection, type ConnectionParts, keepConnected } from "./connection.ts";
import { hurriedClock } from "./hurried-clock.ts";
import { goodToken, listeningLog, type PretendHome, pretendHome } from "./pretend-home.ts";
import type { Change } from "./standing.ts";

const closing: AsyncDisposable[] = [];

afterEach(async () => {
  for (const each of closing.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

/** For tests: gone when the test is. */
export async function opened(parts?: Parameters<typeof pretendHome>[0]): Promise<PretendHome> {
  const home = await pretendHome(parts);
  closing.push(home);
  return home;
}

/** Twenty times as fast as life. */
export function connected(home: PretendHome, parts: Partial<ConnectionParts> = {}) {
  const changes: Change[] = [];
  const log = listeningLog();
  const connection = keepConnected({
    ...{ address: home.address, token: goodToken, clock: hurriedClock(20), log },
    met: async () => {},
    changed: (change) => changes.push(change),
    ...parts,
  });
  closing.push(connection);
  const states = () => changes.map(({ state }) => state);
  return { connection, changes, states, log };
}

export const becomes = (connection: Connection, state: Connection["state"]) =>
  expect.poll(() => connection.state, { timeout: 5_000 }).toBe(state);

export const answering = (status: number, headers = {}) => ({
  plain: (_: unknown, response: ServerResponse) => void response.writeHead(status, headers).end(),
});

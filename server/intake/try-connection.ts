import type { Secret } from "#server/secret.ts";
import type { World } from "#server/world.ts";
import { parseAddress } from "./connect/address.ts";
import { noCounts } from "./connect/counters.ts";
import { type Learned, learn } from "./connect/learn.ts";
import { openLink } from "./connect/open-link.ts";

/**
 * Connects once, asks what there is, and leaves.
 * @throws Refusal `bad_address`, `unreachable`, `token_refused`, `banned`
 */
export async function tryConnection(world: World, url: string, token: Secret): Promise<Learned> {
  const address = parseAddress(url, { allowPrivate: true, supervisor: world.options.supervisor?.url });
  const { clock, log } = world;
  const link = await openLink({
    address,
    token,
    clock,
    log,
    counters: noCounts(),
    signal: new AbortController().signal,
  });
  try {
    return await learn(link);
  } finally {
    link.close("The test is over.");
  }
}

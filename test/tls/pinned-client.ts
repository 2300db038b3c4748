import { readFileSync } from "node:fs";
import { z } from "zod";
import type { NetworkNamespace } from "../faults/network-namespace.ts";
import { worldTree } from "../provision/cache.ts";
import { inside } from "../provision/chroot.ts";
import { command } from "../provision/command.ts";

const Outcome = z.tuple([z.union([z.number(), z.string()]), z.unknown()]);
const Told = z.object({
  fingerprint: z.string(),
  unverified: Outcome,
  health: z.union([z.number(), z.string()]),
  pinned: z.union([z.number(), z.string()]),
  live: z.array(z.unknown()),
  wrong: Outcome,
  plain: Outcome,
  page: Outcome,
});

type Asked = { port: number; token: string /** A fingerprint that is not the server's. */; wrong: string };

/** Home Assistant's own HTTP client, from a network of its own. */
export async function pinnedClient(network: NetworkNamespace, { port, token, wrong }: Asked) {
  const script = readFileSync(new URL("./pinned_client.py", import.meta.url), "utf8");
  const program = ["/opt/ha/bin/python", "-c", script, `https://${network.gateway}:${port}`, wrong];
  const { argv, env } = inside({ tree: worldTree, argv: program, env: { API_TOKEN: token } });
  return Told.parse(JSON.parse(await command([...network.under, ...argv], { env })));
}

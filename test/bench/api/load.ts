import { once } from "node:events";
import autocannon from "autocannon";
import { percentile } from "#server/percentile.ts";

export type Load = {
  url: string;
  headers: Record<string, string>;
  requests: { method: "GET" | "POST"; path: string; body?: string }[];
  perSecond: number;
  seconds: number;
};
export type Loaded = { rps: number; p95_ms: number; failed: number };

const CONNECTIONS = 50;

/** In a process of its own, so that the load takes nothing from whoever is asked. */
if (process.send) {
  const [load] = (await once(process, "message")) as [Load];
  process.send(await loaded(load), () => process.exit());
}

async function loaded({ url, headers, requests, perSecond, seconds }: Load): Promise<Loaded> {
  const times: number[] = [];
  let failed = 0;
  const { errors, timeouts, duration } = await autocannon({
    ...{ url, headers, requests, connections: CONNECTIONS, overallRate: perSecond, duration: seconds },
    setupClient(client) {
      client.on("response", (status, _bytes, ms) => {
        times.push(ms);
        if (status !== 200) failed++;
      });
    },
  });
  return {
    rps: Math.round(times.length / duration),
    p95_ms:
      Math.round(
        percentile(
          times.toSorted((one, other) => one - other),
          0.95,
        ) * 10,
      ) / 10,
    failed: failed + errors + timeouts,
  };
}

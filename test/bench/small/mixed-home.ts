import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { startDemoHome } from "#demo/server.ts";
import { smallHouse } from "#demo/testing.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { mix } from "../../mix.ts";

/** Each half minute what would come in the next five seconds comes at once. */
const BURST_EVERY_MS = 30_000;
const BURST_MS = 5_000;
const ENTITIES_BY = 20_000;

export interface MixedHome extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  /** From now on nothing happens. */
  rest(): void;
}

/** The mix of all benches as a home that speaks Home Assistant's protocol, in a process of its own, at the pace of life. */
export async function mixedHome(): Promise<MixedHome> {
  const child = fork(import.meta.filename);
  const [{ url, token }] = (await once(child, "message")) as [{ url: string; token: string }];
  return {
    url,
    token,
    rest: () => void child.send("rest"),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

if (process.send && process.argv[1] === import.meta.filename) await play();

async function play(): Promise<void> {
  const first = new Map<string, Observation>();
  for (const one of mix({ from: 0 }).take(ENTITIES_BY)) first.set(one.entityId ?? "", one);
  const entities = [...first.values()].map(({ entityId, state, attributes }) => ({
    entity_id: entityId,
    name: entityId,
    state,
    attributes: JSON.parse(attributes ?? "{}"),
  }));
  const scenario = smallHouse({
    entities,
    automations: [],
    people: [{ id: "u", name: "Anna", admin: true, entity_id: null }],
  });
  const demo = await startDemoHome({ scenario });
  let isAtRest = false;
  process.on("message", () => {
    isAtRest = true;
  });
  process.on("disconnect", () => process.exit());
  process.send?.({ url: demo.url, token: demo.token });
  while (demo.listeners === 0) await pause(100);
  for (const { entityId, state, attributes, at } of mix({ from: Date.now() * 1000 })) {
    const aheadMs = Date.parse(at) - Date.now();
    const isBurst = Date.parse(at) % BURST_EVERY_MS < BURST_MS;
    if (aheadMs > 0) await pause(isBurst ? Math.max(0, aheadMs - (Date.parse(at) % BURST_EVERY_MS)) : aheadMs);
    if (isAtRest) return;
    demo.say(entityId ?? "", state ?? "", JSON.parse(attributes ?? "{}"));
  }
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { homeWith } from "./home-with.ts";
import { nut } from "./nut.ts";
import { snapshot } from "./snapshot.ts";
import { type Source, settled } from "./source.ts";
import { zigbee2mqtt } from "./zigbee2mqtt.ts";
import { zwave } from "./zwave.ts";

/**
 * Records what a real Home Assistant tells over its websocket of devices of a source, before and after each thing that goes
 * wrong with them: `PEERS=DIR node test/sources/record.ts NAME`. The README beside the fixtures says what DIR holds.
 */
const FIXTURES = join(import.meta.dirname, "../../server/analysis/diagnostics/sources/fixtures");
const sources: Readonly<Record<string, Source>> = { zigbee2mqtt, nut, zwave };

const [name = ""] = process.argv.slice(2);
const source = sources[name];
const peers = process.env.PEERS;
if (!source || !peers) throw new Error(`Use PEERS=DIR record.ts ${Object.keys(sources).join("|")}`);

await using home = await homeWith(peers);
await using peer = await source.begin(home, peers);
await settled(20);
const first = await snapshot(home.client, source.domains);
const steps: object[] = [{ what: "all is well", ...first }];
let before = first.states;
for (const { what, go, seconds } of peer.faults) {
  await go();
  await settled(seconds);
  const { at, config_entries, flows, states } = await snapshot(home.client, source.domains);
  steps.push({ what, at, config_entries, flows, states: otherThan(before, states) });
  before = states;
}
await mkdir(FIXTURES, { recursive: true });
const { version } = await home.client.call<{ version: string }>({ type: "get_config" });
const file = join(FIXTURES, `${name}.json`);
await writeFile(file, `${JSON.stringify({ source: name, how: "recorded", home_assistant: version, steps })}\n`);
process.stdout.write(`${file}\n`);

/** What is as it was is not recorded again. */
function otherThan<Row>(before: readonly Row[], now: readonly Row[]): Row[] {
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return now.filter((row) => !known.has(JSON.stringify(row)));
}

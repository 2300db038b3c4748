import { parseArgs } from "node:util";
import { listSnapshots, snapshotsIn } from "#db/snapshot/kept-snapshots.ts";
import { schemaOf } from "#db/snapshot/manifest.ts";
import { errand, type Say } from "./errand.ts";
import type { Options } from "./options.ts";
import { Refusal } from "./refusal.ts";
import { restoreMemory } from "./restore-memory.ts";

const USAGE =
  "npm run restore -- --list shows the snapshots; npm run restore -- SNAPSHOT puts one in the place of the memory " +
  "(--without-tokens where the secret key of then is lost)";

await errand(async (options, say) => {
  const { list, without, snapshot } = asked();
  if (list) return sayList(options, say);
  if (!snapshot) throw new Refusal("no_snapshot", USAGE);
  await restoreMemory(options, { snapshot, isWithoutTokens: without }, say);
});

function asked() {
  try {
    const { values, positionals } = parseArgs({
      options: { list: { type: "boolean", default: false }, "without-tokens": { type: "boolean", default: false } },
      allowPositionals: true,
    });
    return { list: values.list, without: values["without-tokens"], snapshot: positionals[0] };
  } catch (cause) {
    throw new Refusal("bad_arguments", USAGE, { cause });
  }
}

async function sayList({ dataFolder }: Options, say: Say): Promise<void> {
  const folder = snapshotsIn(dataFolder);
  const kept = await listSnapshots(folder);
  say(kept.length === 0 ? `There are no snapshots in ${folder}` : `In ${folder}, newest first:`);
  for (const { name, bytes, manifest, fault } of kept) {
    const about = manifest
      ? `before ${manifest.reason === "restore" ? "a restore" : `an ${manifest.reason}`}, schema ${schemaOf(manifest)}, HomeOps ${manifest.homeops}, ${manifest.engine}`
      : fault;
    say(`${name}  ${(bytes / 2 ** 20).toFixed(1)} MB  ${about}`);
  }
}

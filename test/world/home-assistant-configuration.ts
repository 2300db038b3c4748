import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Without `default_config`, which wants Bluetooth, the cloud and the network, and without `http`, which in YAML is a
 * trial that Core reverts after five minutes by ending itself.
 */
const CONFIGURATION = `
homeassistant:
  packages: !include_dir_named packages
api:
websocket_api:
frontend:
config:
history:
logbook:
recorder:
  commit_interval: 1
automation: !include automations.yaml
script: !include scripts.yaml
scene: !include scenes.yaml
conversation:
system_health:
system_log:
energy:
repairs:
person:
demo:
`;

const OURS = new Set(CONFIGURATION.match(/^\w+(?=:)/gm));

export interface Wanted {
  /** Integrations by domain, as in YAML: `{ input_boolean: { guests: {} } }`. */
  configuration?: Record<string, unknown>;
  /** The same, as YAML text, where an empty helper is written `guests:`; Core drops `guests: {}` from a package. */
  yaml?: string;
}

/** What is wanted of our own domains is merged into them by Core, as a package. */
export async function writeConfiguration(directory: string, { configuration = {}, yaml = "" }: Wanted): Promise<void> {
  const wanted = Object.entries(configuration);
  const added = wanted.filter(([domain]) => !OURS.has(domain));
  const merged = wanted.filter(([domain]) => OURS.has(domain));
  // JSON is YAML.
  const addedLines = added.map(([domain, settings]) => `${domain}: ${JSON.stringify(settings)}\n`);
  const packages = join(directory, "packages");
  await mkdir(packages, { recursive: true });
  await writeFile(join(directory, "configuration.yaml"), CONFIGURATION + addedLines.join(""));
  await writeFile(join(directory, "automations.yaml"), "[]\n");
  await writeFile(join(directory, "scripts.yaml"), "{}\n");
  await writeFile(join(directory, "scenes.yaml"), "[]\n");
  await writeFile(join(packages, "merged.yaml"), JSON.stringify(Object.fromEntries(merged)));
  await writeFile(join(packages, "text.yaml"), yaml.trim() === "" ? "{}\n" : yaml);
}

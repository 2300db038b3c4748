import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const MANIFEST = {
  version: "1.0.0",
  codeowners: [],
  documentation: "https://example.org",
  iot_class: "local_push",
  requirements: [],
};

export interface Component {
  readonly domain: string;
  readonly name: string;
  /** Added through the page, not in YAML. */
  readonly config_flow: boolean;
  /** By name, with what is in them. */
  readonly files: Readonly<Record<string, string>>;
}

/** For tests: an integration of their own, put where Home Assistant finds it at its next start. */
export async function installComponent(configDirectory: string, component: Component): Promise<void> {
  const { domain, name, config_flow, files } = component;
  const folder = path.join(configDirectory, "custom_components", domain);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "manifest.json"), JSON.stringify({ domain, name, config_flow, ...MANIFEST }));
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
}

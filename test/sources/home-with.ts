import { cp } from "node:fs/promises";
import { join } from "node:path";
import { worldTree } from "../provision/cache.ts";
import { freePort } from "../world/free-port.ts";
import { type HomeAssistantClient, homeAssistantClient } from "../world/home-assistant-client.ts";
import { writeConfiguration } from "../world/home-assistant-configuration.ts";
import { homeAssistantProcess } from "../world/home-assistant-process.ts";
import { writeHttpSettings } from "../world/http-settings.ts";
import { moveIn } from "../world/onboarding.ts";
import { temporaryDirectory } from "../world/temporary.ts";

export interface SourceHome extends AsyncDisposable {
  readonly client: HomeAssistantClient;
  /** For files of peers; gone afterwards. */
  readonly directory: string;
  /** Walks a config flow, one answer a step. */
  add(domain: string, ...answers: object[]): Promise<void>;
}

type Step = { flow_id: string; type: string; step_id?: string; errors?: object; reason?: string };

/** A real Home Assistant that has the Python packages in `peers/extra` beside its own. */
export async function homeWith(peers: string): Promise<SourceHome> {
  await using stack = new AsyncDisposableStack();
  const { path: directory } = stack.use(await temporaryDirectory("sources"));
  const config = join(directory, "config");
  await cp(join(peers, "extra"), join(config, "extra"), { recursive: true });
  const port = await freePort();
  const log = join(peers, "home-assistant.log");
  const env = { PYTHONPATH: "/srv/extra" };
  const home = await homeAssistantProcess({ tree: worldTree, directory: config, log, port, env });
  stack.defer(() => home.stop("SIGKILL"));
  const token = await moveIn(worldTree, config);
  await writeHttpSettings(config, { port });
  await writeConfiguration(config, {});
  const client = stack.use(homeAssistantClient({ url: `http://127.0.0.1:${port}`, token }));
  home.start();
  await home.whenRunning(token);
  const owned = stack.move();
  return {
    client,
    directory,
    async add(domain, ...answers) {
      let step = await client.rest<Step>("POST", "/api/config/config_entries/flow", { handler: domain });
      for (const answer of answers)
        step = await client.rest<Step>("POST", `/api/config/config_entries/flow/${step.flow_id}`, answer);
      if (step.type !== "create_entry") throw new Error(`${domain} asks on: ${JSON.stringify(step)}`);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { worldTree } from "../provision/cache.ts";
import { packageDirIn } from "../provision/tree.ts";
import { freePort } from "./free-port.ts";
import { type HomeAssistantClient, homeAssistantClient } from "./home-assistant-client.ts";
import { type Wanted, writeConfiguration } from "./home-assistant-configuration.ts";
import { homeAssistantProcess } from "./home-assistant-process.ts";
import { writeHttpSettings } from "./http-settings.ts";
import { moveIn } from "./onboarding.ts";
import { temporaryDirectory } from "./temporary.ts";

const INTEGRATION = join(import.meta.dirname, "../../custom_components/homeops");

interface HomeAssistantOptions extends Wanted {
  /** Bans an address after so many failed logins. */
  banAfter?: number;
  port?: number;
  /** Added to the environment of Core, for example a preloaded clock. */
  env?: Record<string, string>;
  /** Whether our own integration lies in its configuration, as HACS puts it there; not yet added. */
  hasIntegration?: boolean;
  /** Puts what a test brings along into its configuration, before the first start. */
  install?(configDirectory: string): Promise<void>;
  /** Taken from the provisioned tree unless told otherwise. */
  tree?: string;
}

export interface HomeAssistant extends AsyncDisposable {
  url: string;
  port: number;
  /** A long-lived token of the owner, who is an administrator. */
  token: string;
  /** Acts with the owner's token. */
  client: HomeAssistantClient;
  configDirectory: string;
  /** The recorder's SQLite file. */
  recorderDatabase: string;
  /** The installed `homeassistant` package on disk. */
  packageDir: string;
  log: string;
  readonly pid: number | undefined;
  /** How often Core has been started; after `homeassistant.restart` it starts itself again. */
  readonly starts: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  restart(how?: { signal?: NodeJS.Signals }): Promise<void>;
  whenRunning(): Promise<void>;
}

/** A real Home Assistant with its demo integration, onboarded and RUNNING, gone after disposal. */
export async function startHomeAssistant(options: HomeAssistantOptions = {}): Promise<HomeAssistant> {
  const { tree = worldTree, env, banAfter, hasIntegration, install } = options;
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await temporaryDirectory("home-assistant"));
  const configDirectory = join(path, "config");
  const log = join(path, "home-assistant.log");
  const port = options.port ?? (await freePort());
  const home = await homeAssistantProcess({ tree, directory: configDirectory, log, port, env });
  stack.defer(() => home.stop("SIGKILL"));
  const token = await moveIn(tree, configDirectory);
  await writeHttpSettings(configDirectory, { port, banAfter });
  await writeConfiguration(configDirectory, options);
  if (hasIntegration) await cp(INTEGRATION, join(configDirectory, "custom_components/homeops"), { recursive: true });
  await install?.(configDirectory);
  const url = `http://127.0.0.1:${port}`;
  const client = stack.use(homeAssistantClient({ url, token }));

  const start = async () => {
    home.start();
    await home.whenRunning(token);
  };
  await start();
  const owned = stack.move();
  return {
    url,
    port,
    token,
    client,
    configDirectory,
    recorderDatabase: join(configDirectory, "home-assistant_v2.db"),
    packageDir: packageDirIn(tree),
    log,
    get pid() {
      return home.pid;
    },
    get starts() {
      return home.starts;
    },
    start,
    stop: () => home.stop("SIGTERM"),
    kill: () => home.stop("SIGKILL"),
    async restart({ signal = "SIGTERM" } = {}) {
      await home.stop(signal);
      await start();
    },
    whenRunning: () => home.whenRunning(token),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export interface LoggedBy {
  /** The logger's name. */
  readonly name: string;
  /** The file that wrote it; inside of Home Assistant it begins with components/ or custom_components/. */
  readonly path: string;
  readonly message: string;
}

const LOGGER = /^(?:homeassistant\.components|custom_components)\.([a-z0-9_]+)/;
const FILE = /(?:^|\/)(?:custom_)?components\/([a-z0-9_]+)\//;
/** Source: homeassistant/config_entries.py and homeassistant/setup.py, which log for those that they set up. */
const SET_UP = [
  /^Config entry (?:migration )?'.*' for ([a-z0-9_]+) integration/,
  /^Error setting up entry .* for ([a-z0-9_]+)(?::|$)/,
  /^Setup failed for (?:custom integration )?'?([a-z0-9_]+)'?:/,
];
const SETS_UP = new Set(["homeassistant.config_entries", "homeassistant.setup"]);
/** They log what others did. */
const CARRIERS = new Set(["system_log", "logger", "http", "websocket_api", "recorder", "automation", "script"]);

/** The integration that a line in Home Assistant's log is about; undefined where it is none, or nobody can tell. */
export function domainOfLog({ name, path, message }: LoggedBy): string | undefined {
  const about = SETS_UP.has(name) ? SET_UP.map((form) => form.exec(message)?.[1]).find(Boolean) : undefined;
  const domain = about ?? LOGGER.exec(name)?.[1] ?? FILE.exec(path)?.[1];
  return domain === undefined || CARRIERS.has(domain) ? undefined : domain;
}

import { statSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { appOptionsFile, optionOf, readAppOptions } from "./app-options.ts";
import type { Capability } from "./capability.ts";
import { intakeOf } from "./intake/connected-homes.ts";
import { keepOption } from "./intake/control/keep-option.ts";
import { heedWishes } from "./intake/control/wishes.ts";
import { type Options, readOptions } from "./options.ts";
import type { World } from "./world.ts";

const LOOK = { seconds: 2 };

/** What holds without a restart, because it is read where it is used; by its variable. */
const FOLLOWED = {
  HOMEOPS_LOG: "logLevel",
  HOMEOPS_RETENTION_DAYS: "retentionDays",
  HOMEOPS_LEAVE_OUT: "leaveOut",
  HOMEOPS_MAX_GB: "maxGigabytes",
} as const;

/** Inside the app: heeds options that are changed while it runs, and says of the others that they wait for the next start. */
export const followOptions: Capability = {
  name: "options",
  async start(world, stack) {
    const { supervisor, dataFolder } = world.options;
    if (!supervisor) return;
    let seen = writtenAt(dataFolder);
    const atStart = readAppOptions(dataFolder).variables;
    let before = chosen(world.options);
    const look = async () => {
      const at = writtenAt(dataFolder);
      if (at === seen) return;
      seen = at;
      const now = chosen(world.options);
      Object.assign(world.options, { wrong: now.wrong, waiting: waitingIn(dataFolder, atStart) });
      await heed(world, before, now);
      before = now;
    };
    stack.use(world.clock.every(LOOK, () => look().catch((error) => world.log.error("options not heeded", { error }))));
  },
};

/** By the file alone: what the environment says does not change. */
const chosen = ({ dataFolder }: Options): Options => readOptions({ HOMEOPS_DATA: dataFolder, SUPERVISOR_TOKEN: "-" });

async function heed(world: World, before: Options, now: Options): Promise<void> {
  const changed = Object.values(FOLLOWED).filter((name) => !isDeepStrictEqual(before[name], now[name]));
  for (const sentence of now.wrong) world.log.warn(sentence);
  if (changed.length === 0) return;
  Object.assign(world.options, Object.fromEntries(changed.map((name) => [name, now[name]])));
  world.log.hear(world.options.logLevel);
  world.log.info("options changed", { changed });
  const homes = new Set([...intakeOf(world).connections.values()].map(({ row }) => row.home_id));
  for (const home of homes) {
    await keepOption(world.db, home, world.options);
    await heedWishes(world, home);
  }
  intakeOf(world).changed.emit();
}

/** Of the followed ones there is none to wait for. */
function waitingIn(dataFolder: string, atStart: Record<string, string>): string[] {
  const now = readAppOptions(dataFolder).variables;
  const names = new Set([...Object.keys(atStart), ...Object.keys(now)]);
  return [...names].filter((name) => atStart[name] !== now[name] && !(name in FOLLOWED)).map(waits);
}

const waits = (variable: string): string =>
  `The option ${optionOf(variable)?.option ?? variable} holds after the next start of HomeOps`;

const writtenAt = (dataFolder: string): number =>
  statSync(appOptionsFile(dataFolder), { throwIfNoEntry: false })?.mtimeMs ?? 0;

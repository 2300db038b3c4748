import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { chooseScope } from "#server/store/backup/chosen-scope.ts";
import * as contract from "#server/store/backup/contract.ts";
import { choicesOf } from "#server/store/backup/estimate.ts";
import { prepareBackup, removeBackup } from "#server/store/backup/prepare.ts";
import { openVault } from "#server/store/vault/vault.ts";
import type { World } from "#server/world.ts";

/** One at a time; whoever asks meanwhile gets the same. */
const running = new WeakMap<World, Promise<contract.PreparedBackup>>();

const preview = command({
  name: "backup/preview",
  summary: "How much of the memory a backup may take along, and how large that would be",
  scope: "server",
  access: "write",
  input: contract.NoWish,
  output: contract.BackupChoices,
  run: (_, { world }) => choicesOf(world),
});

const scope = command({
  name: "backup/scope",
  summary: "Choose how much of the memory the next backups take along",
  scope: "server",
  access: "write",
  input: contract.ChooseScope,
  output: contract.BackupChoices,
  async run(wanted, { world }) {
    chooseScope(world.options.dataFolder, wanted.scope);
    return choicesOf(world);
  },
});

const prepare = command({
  name: "backup/prepare",
  summary: "Write the dump that a backup of the data folder takes along; answers when it is there, whole",
  scope: "server",
  access: "write",
  input: contract.NoWish,
  output: contract.PreparedBackup,
  run(_, { world }) {
    const begun = running.get(world) ?? begin(world);
    running.set(world, begun);
    return begun;
  },
});

const begin = (world: World): Promise<contract.PreparedBackup> =>
  prepareBackup(world, openVault(world.options).keyMark).finally(() => running.delete(world));

const finish = command({
  name: "backup/finish",
  summary: "Remove the dump again: the backup has it",
  scope: "server",
  access: "write",
  input: contract.NoWish,
  output: contract.FinishedBackup,
  async run(_, { world }) {
    await running.get(world)?.catch(() => {}); // told to whoever asked for it
    return { removed: await removeBackup(world.options.dataFolder) };
  },
});

export const backup: Capability = { name: "backup", commands: [preview, scope, prepare, finish] };

import { type Call, command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { ownerOf } from "#server/store/people/household-queries.ts";
import type { Delivered } from "../channel.ts";
import { channelOf } from "../channels.ts";
import { type ChannelWords, channelWords } from "../words.ts";
import * as contract from "./contract.ts";
import { deliverOn } from "./deliver-on.ts";
import { keepChannel } from "./keep-channel.ts";
import { offeredIn } from "./offered.ts";
import { type ChannelRow, channelRow, deleteChannel, listChannels } from "./queries.ts";
import { secretsOf } from "./sealed.ts";

const TEST_TAG = "homeops-test";

const list = command({
  name: "alerts/channels",
  summary: "The ways on which somebody can be told of what is wrong: those kept, and those that Home Assistant offers",
  input: contract.ListChannels,
  output: contract.ChannelList,
  async run(_, call) {
    const { db, home, world } = call;
    const rows = await db.transaction((tx) => listChannels(tx, home));
    const all = await offeredIn({ world, home }, world.db.for("asked"));
    const offered = (await call.mayChange()) ? all : all.filter(({ person }) => isOf(call, person));
    return { items: rows.map((row) => shown(row, call)), offered, cursor: null };
  },
});

const keep = command({
  name: "alerts/keep-channel",
  summary:
    "Keeps or changes a way to be told: one's own, or, for who may change the home, the household's. Secrets left out stay",
  access: "own",
  isForOwner: true,
  input: contract.KeepChannel,
  output: contract.OneChannel,
  async run(wanted, call) {
    const before = wanted.channel === undefined ? undefined : await changeable(call, wanted.channel);
    const row = await keepChannel(call, { wanted, before, person: await accountOf(call) });
    return { channel: shown(row, call) };
  },
});

const remove = command({
  name: "alerts/remove-channel",
  summary: "Removes a way to be told, with its secrets",
  access: "own",
  isForOwner: true,
  input: contract.RemoveChannel,
  output: contract.Removed,
  async run({ channel }, call) {
    await changeable(call, channel);
    return { removed: (await deleteChannel(call.world.db.for("asked"), call.home, channel)) > 0 };
  },
});

const test = command({
  name: "alerts/test",
  summary: "Sends a test on a channel now, and says what came of it",
  access: "own",
  isForOwner: true,
  input: contract.TestChannel,
  output: contract.Tested,
  async run({ channel, language }, call) {
    const { world, home, requestId } = call;
    await changeable(call, channel);
    const words = channelWords(language);
    const came = await deliverOn(
      { world, home },
      { id: channel },
      {
        ...{
          tag: TEST_TAG,
          key: `test-${requestId}-${crypto.randomUUID()}`.slice(-60),
          kind: "test",
          severity: "info",
        },
        ...{ isDanger: false, language, ...words.test, verbs: [] },
      },
    );
    return { outcome: came.outcome, sentence: saidOf(came, words) };
  },
});

export const channelCommands = [list, keep, remove, test];

function saidOf(came: Delivered, words: ChannelWords): string {
  if (came.outcome === "sent") return words.sent;
  if (came.outcome === "unknown") return words.unknown(came.why);
  return (came.isWorthAnotherTry ? words.later : words.refused)(came.why);
}

/** With the API token, the account of the home's owner. */
async function accountOf({ asker, world, home }: Call): Promise<string | undefined> {
  return asker.kind === "person" ? asker.personId : (await ownerOf(world.db.for("asked"), home))?.person;
}

const isOf = ({ asker }: Call, person: string | null) => asker.kind === "person" && asker.personId === person;

/** One's own, the household's by who may change the home, and all by the owner. @throws Refusal `unknown_channel`, `forbidden` */
async function changeable(call: Call, id: number): Promise<ChannelRow> {
  const row = await channelRow(call.world.db.for("asked"), call.home, id);
  const isSeen = row && (call.asker.kind === "owner" || row.user_id === null || isOf(call, row.user_id));
  if (!isSeen)
    throw new Refusal(
      "unknown_channel",
      `There is no channel ${id} of yours in this home; alerts/channels lists those there are`,
      {
        status: 404,
      },
    );
  if (row.user_id === null && !(await call.mayChange()))
    throw new Refusal("forbidden", "Only who may change the home changes the household's channels; ask its owner", {
      status: 403,
    });
  return row;
}

/** Where a secret cannot be opened its name is not known either; testing the channel says why. */
function shown(row: ChannelRow, { world }: Pick<Call, "world">): contract.KeptChannel {
  return {
    ...{ channel: row.id, kind: row.kind, name: row.name, person: row.user_id, is_on: row.is_on },
    target: row.target as contract.KeptChannel["target"], // written by our own schema
    secrets: namesIn(world, row),
    is_loud: channelOf(row.kind).isLoud,
    ...{ tested_at: row.tested_at, outcome: row.outcome, outcome_at: row.outcome_at, why: row.why },
  };
}

function namesIn(world: Call["world"], row: ChannelRow): string[] {
  try {
    return Object.keys(secretsOf(world, row)).sort();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [];
  }
}

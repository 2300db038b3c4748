import { type Call, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import * as contract from "./contract.ts";
import * as queries from "./queries.ts";

const KINDS: readonly string[] = ["webhook", "mqtt"];

const keep = command({
  name: "alerts/keep-stream",
  summary: "Send events of one's choice to a webhook or MQTT channel as they happen, each until it is taken",
  access: "write",
  input: contract.KeepStream,
  output: contract.OneStream,
  example: { input: { name: "Doors", channel: 3, said: { kinds: ["state_changed"], areas: ["hall"] } } },
  async run({ stream, channel, name, said }, call) {
    const { world, home, asker } = call;
    const db = world.db.for("asked");
    const user_id = asker.kind === "person" ? asker.personId : null;
    await refuseOtherChannels(call, channel, user_id);
    const wanted = { home_id: home, channel_id: channel, user_id, name, said };
    if (stream !== undefined) return { stream: shown(known(await queries.updateStream(db, stream, wanted))) };
    if ((await queries.streamsOf(db, home)).length >= queries.MOST_STREAMS)
      throw new Refusal("too_many", `There are ${queries.MOST_STREAMS} streams already; remove one that is not used`);
    const upto = instantOf(shownNow(world, home));
    return { stream: shown(known(await queries.insertStream(db, { ...wanted, upto }))) };
  },
});

const list = command({
  name: "alerts/streams",
  summary: "Which events are sent to which channel, until when they were, and what went wrong",
  access: "write",
  input: contract.ListStreams,
  output: contract.StreamPage,
  run: async (_, { world, home }) => ({
    items: (await queries.streamsOf(world.db.for("asked"), home)).map(shown),
    cursor: null,
  }),
});

const remove = command({
  name: "alerts/remove-stream",
  summary: "Send these events no more",
  access: "write",
  input: contract.RemoveStream,
  output: contract.StreamRemoved,
  run: async ({ stream }, { world, home }) => ({
    removed: (await queries.deleteStream(world.db.for("asked"), home, stream)) > 0,
  }),
});

/** @throws Refusal `unknown_channel`, `bad_target` */
async function refuseOtherChannels({ world, home }: Call, id: number, person: string | null): Promise<void> {
  const channel = await queries.channelKind(world.db.for("asked"), home, id);
  if (!channel || (channel.user_id !== null && channel.user_id !== person))
    throw new Refusal("unknown_channel", `There is no channel ${id} for you; see alerts/channels`, { status: 404 });
  if (!KINDS.includes(channel.kind))
    throw new Refusal("bad_target", `Events go to webhook and mqtt channels; channel ${id} is of kind ${channel.kind}`);
}

function known(row: queries.StreamRow | undefined): queries.StreamRow {
  if (row) return row;
  throw new Refusal("unknown_stream", "There is no such stream in this home; see alerts/streams", { status: 404 });
}

const shown = ({ id, name, channel_id, said, upto, sent, dropped, not_before, why }: queries.StreamRow) => ({
  ...{ stream: id, name, channel: channel_id, said: contract.StreamSaid.parse(said) },
  ...{ upto, sent, dropped, again_at: not_before, why },
});

export const streamCommands = [keep, list, remove];

import type { Queries } from "#db/database.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";
import { lockAlerts, noteAlerts } from "./alert-queries.ts";
import { Wishes } from "./contract.ts";
import { type DeliveryParts, deliver } from "./deliver.ts";
import { passage } from "./gate.ts";
import { homeOf } from "./matter-queries.ts";
import * as queries from "./outbox-queries.ts";
import { isPush, type WayRow, waysIn } from "./ways.ts";

const ROUNDS = 50;

/** Sends what is due, as far as it may go; each message is taken out in a transaction of its own before anything is sent. Answers how many. */
export async function emptyOutbox(world: World, home: number, parts: DeliveryParts): Promise<number> {
  let sent = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const claimed = await claim(world, home, parts);
    if (claimed.length === 0) break;
    await Promise.all(claimed.map(({ row, way }) => deliver(world, { home, row, way }, parts)));
    sent += claimed.length;
    await noteAlerts(world.db, home);
  }
  return sent;
}

type Claimed = { row: queries.DueRow; way: WayRow | undefined };

const claim = (world: World, home: number, { runner, channelOf }: DeliveryParts): Promise<Claimed[]> =>
  world.db.transaction(async (tx) => {
    await lockAlerts(tx, home);
    const now = shownNow(world, home);
    const ways = new Map((await waysIn(tx, home)).map((way) => [way.id, way]));
    await settleInterrupted(tx, { home, runner, now, ways, channelOf });
    const place = await homeOf(tx, home);
    if (!place) return [];
    const claimed: Claimed[] = [];
    for (const row of await queries.dueRows(tx, home, instantOf(now))) {
      const way = row.channel_id === null ? undefined : ways.get(row.channel_id);
      const about = { home, now, timeZone: place.time_zone, homeSince: toMilliseconds(place.since), way, channelOf };
      if (!(await mayGo(tx, row, about))) continue;
      await queries.beginSending(tx, { ids: [row.id], at: instantOf(now), runner });
      claimed.push({ row, way });
    }
    return claimed;
  });

type About = {
  home: number;
  now: number;
  timeZone: string;
  homeSince: number;
  way: WayRow | undefined;
  channelOf: DeliveryParts["channelOf"];
};

async function mayGo(tx: Queries, row: queries.DueRow, about: About): Promise<boolean> {
  const { home, now, way, channelOf } = about;
  if (row.is_danger || row.kind === "clear" || row.kind === "mended") return true; // whoever pressed a button waits for it
  const isPushed = way === undefined || isPush(way.kind);
  const { used, lately } = await queries.usedBy(tx, { home, person: row.user_id, now: instantOf(now) });
  const pass = passage({
    ...{ now, timeZone: about.timeZone, homeSince: about.homeSince, used, lately, isPush: isPushed },
    ...{ kind: row.kind, severity: row.severity, isDanger: row.is_danger },
    isLoud: way !== undefined && channelOf(way.kind).isLoud,
    wishes: Wishes.parse(row.wishes ?? {}),
    isCounted: await queries.isCounted(tx, row.telling),
  });
  if (pass === "go") return true;
  if ("until" in pass) await queries.postpone(tx, row.id, instantOf(pass.until));
  else if (row.kind === "offer")
    await queries.endSending(tx, { id: row.id, at: instantOf(now), state: "dropped", why: pass.hold });
  else await queries.hold(tx, row.id, pass.hold);
  return false;
}

type Interrupted = {
  home: number;
  runner: string;
  now: number;
  ways: ReadonlyMap<number, WayRow>;
  channelOf: DeliveryParts["channelOf"];
};

/** Where the other side knows a message by its key it is sent again; elsewhere nobody can say, and it is never repeated blindly. */
async function settleInterrupted(tx: Queries, { home, runner, now, ways, channelOf }: Interrupted): Promise<void> {
  const at = instantOf(now);
  for (const { id, channel_id, is_danger } of await queries.interruptedRows(tx, home, runner)) {
    const kind = channel_id === null ? undefined : ways.get(channel_id)?.kind;
    const hasKey = kind !== undefined && channelOf(kind).hasKey;
    if (hasKey) await queries.tryAgain(tx, { id, due: at, why: "interrupted" });
    else {
      await queries.endSending(tx, { id, at, state: "unknown", why: "interrupted" });
      if (is_danger) await queries.onNextWay(tx, id, at);
    }
  }
}

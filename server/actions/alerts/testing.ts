import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { z } from "zod";
import type { Database } from "#db/database.ts";
import { systemClock } from "#server/clock.ts";
import { instantOf } from "#server/instant.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { presentStates } from "#server/store/house/present.ts";
import type { Seen } from "#server/store/ledger/findings/differing.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { addHome, addMember, addPerson } from "#server/store/people/people.ts";
import type { World } from "#server/world.ts";
import type { Channel, ChannelKind, Delivered } from "./channels/channel.ts";
import { plainDigests } from "./digest-text.ts";
import { workOn } from "./keep-alerting.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const Target = z.strictObject({ url: z.url(), to: z.string() });

/** For tests: a way over HTTP. Whoever knows its deliveries by their keys does so by a header. */
export function postingChannel(kind: ChannelKind, { hasKey = true, isLoud = false } = {}): Channel<typeof Target> {
  const post = async (path: string, body: object, url: string, key: string): Promise<Delivered> => {
    const headers = { "content-type": "application/json", "idempotency-key": key };
    try {
      const response = await fetch(`${url}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      if (response.ok) return { outcome: "sent" };
      return { outcome: "refused", why: `status ${response.status}`, isWorthAnotherTry: response.status >= 500 };
    } catch (error) {
      return { outcome: "unknown", why: String(error) };
    }
  };
  return {
    ...{ kind, target: Target, secrets: [], hasKey, isLoud },
    deliver: (message, { url, to }) => post("told", { ...message, to }, url, message.key),
    clear: (tag, { url, to }) => post("cleared", { tag, to }, url, crypto.randomUUID()),
  };
}

export type Received = {
  path: string;
  to: string;
  tag: string;
  kind: string;
  title: string;
  text: string;
  key: string;
};

/** For tests: who receives what is posted, and says so at once or a moment later. */
export async function receiver({ slowMs = 0 } = {}) {
  const received: Received[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as Received;
    if (status < 300) received.push({ ...body, path: request.url?.slice(1) ?? "" });
    if (slowMs > 0) await pause(Math.random() * slowMs);
    response.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerWith(next: number) {
      status = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** For tests: the way of a kind, of a few. */
export const among = (channels: readonly Channel[]) => (kind: ChannelKind) => {
  const channel = channels.find((one) => one.kind === kind);
  if (!channel) throw new Error(`No test speaks to ${kind}`);
  return channel;
};

/** For tests: a home past its first week, an owner and whoever else is named, at a time of its own. */
export async function alertedHome(db: Database, { at = "2026-11-20T12:00:00Z", timeZone = "UTC" } = {}) {
  let now = Date.parse(at);
  const clock = { ...systemClock, now: () => now };
  const world: World = { db, clock, log: jsonLog("silent"), options: readOptions({}) };
  const owner = await addPerson(db, "Anna");
  const home = await addHome(db, { owner, timeZone });
  await setSince(now - 30 * DAY);
  const channels: Channel[] = [
    postingChannel("companion"),
    postingChannel("persistent"),
    postingChannel("webhook", { hasKey: false }),
    postingChannel("email"),
    postingChannel("speech", { isLoud: true }),
  ];
  const parts = { runner: crypto.randomUUID(), channelOf: among(channels), texts: plainDigests };

  function setSince(ms: number): Promise<number> {
    return db.run(sql`update people.home set created_at = ${instantOf(ms)} where id = ${home}`);
  }
  const work = () => workOn(world, home, parts);
  return {
    ...{ world, home, owner, parts, work, setSince },
    now: () => now,
    async member(name: string, role: "admin" | "member" | "guest") {
      const person = await addPerson(db, name);
      await addMember(db, { home, person, role });
      return person;
    },
    async way(kind: ChannelKind, url: string, person: string | null, to: string): Promise<number> {
      const row = await db.row<{ id: number }>(sql`
        insert into alerts.channel (home_id, user_id, kind, name, target)
        values (${home}, ${person}::uuid, ${kind}, ${to}, ${JSON.stringify({ url, to })}::jsonb)
        returning id`);
      return row?.id ?? 0;
    },
    /** What the checks see now; all else is over. */
    async sees(...seen: Partial<Seen>[]) {
      const checks = ["integration-failed", "device-unavailable", "battery-low", "recorder-stopped"];
      await db.transaction((tx) =>
        settle(tx, {
          ...{ home, at: instantOf(now), checks, seen: seen.map(findingOf(now)) },
          ...{ isHeldBack: () => false, isBeyond: () => true },
        }),
      );
    },
    async sensor(entityId: string, deviceClass: string, state: string) {
      await db.run(sql`
        insert into house.entity (home_id, connection_id, entity_id, name, device_class)
        select ${home}, id, ${entityId}, ${entityId}, ${deviceClass}
        from public.home_assistant_connections
        where home_id = ${home} and not exists (select from house.entity where home_id = ${home} and entity_id = ${entityId})`);
      const changedAt = instantOf(now);
      presentStates(world, home).set(entityId, {
        entityId,
        state,
        attributes: { device_class: deviceClass },
        changedAt,
        updatedAt: changedAt,
      });
    },
    /** Lets time go by, and looks each so often. */
    async pass(span: number, every = 5 * MINUTE) {
      for (const until = now + span; now < until; ) {
        now = Math.min(until, now + every);
        await work();
      }
    },
    async outbox() {
      return db.rows<{ kind: string; state: string; why: string | null; user_id: string | null }>(sql`
        select kind, state, why, user_id from alerts.sending where home_id = ${home} order by id`);
    },
  };
}

export type AlertedHome = Awaited<ReturnType<typeof alertedHome>>;

const findingOf =
  (now: number) =>
  (it: Partial<Seen>): Seen => ({
    ...{ check_name: "integration-failed", subject_kind: "home", subject: "", severity: "error", evidence: {} },
    ...{ mentions: [], since: instantOf(now), cause: undefined },
    ...it,
  });

import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { ChannelKind } from "./channels/channel.ts";

export type WayRow = {
  id: number;
  user_id: string | null;
  kind: ChannelKind;
  name: string;
  is_on: boolean;
};

/** What shows one thing under a tag, and replaces it without a word. */
export const isInPlace = (kind: ChannelKind): boolean => kind === "companion" || kind === "persistent";

/** What lies there until it is looked at disturbs nobody. */
export const isPush = (kind: ChannelKind): boolean => kind !== "persistent";

export const waysIn = (tx: Queries, home: number) =>
  tx.rows<WayRow>(sql`
    select id, user_id, kind, name, is_on
    from alerts.channel
    where home_id = ${home}
    order by id
    limit 500`);

import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type NewOffer = {
  home: number;
  finding: number;
  remedy: string;
  hash: string;
  entities: readonly string[];
  mentions: readonly number[];
  person: string | null;
  at: Instant;
  until: Instant;
};

export const insertOffer = async (tx: Queries, it: NewOffer): Promise<number> =>
  (
    await tx.row<{ id: number }>(sql`
      insert into healing.offer (home_id, finding_id, remedy, hash, entities, mentions, user_id, made_at, until)
      values (${it.home}, ${it.finding}, ${it.remedy}, ${it.hash}, ${[...it.entities]}::text[], ${[...it.mentions]}::int[],
        ${it.person}, ${it.at}, ${it.until})
      returning id`)
  )?.id ?? 0;

export type Offer = { id: number; finding: number; remedy: string; hash: string };

/** Takes a yes: once, by whom it was offered to, with the hash that was shown, in time. Undefined: it is not taken. */
export const takeOffer = (
  tx: Queries,
  home: number,
  yes: { offer: number; hash: string; person: string | null; at: Instant },
) =>
  tx.row<Offer>(sql`
    update healing.offer
    set used_at = ${yes.at}
    where home_id = ${home} and id = ${yes.offer} and hash = ${yes.hash} and used_at is null and until > ${yes.at}
      and (user_id is null or user_id = ${yes.person}::uuid)
    returning id, finding_id as finding, remedy, hash`);

/** Nothing that waits for a yes is done later. */
export const withdrawOffers = (tx: Queries, home: number, at: Instant) =>
  tx.run(sql`update healing.offer set used_at = ${at} where home_id = ${home} and used_at is null`);

export const withdrawOffer = (tx: Queries, home: number, { offer, at }: { offer: number; at: Instant }) =>
  tx.run(sql`
    update healing.offer
    set used_at = ${at}
    where home_id = ${home} and id = ${offer} and used_at is null`);

/** As whoever asks through `tx` may see it, used or not. */
export const offerNumbered = (tx: Queries, home: number, offer: number) =>
  tx.row<Offer & { until: Instant; used_at: Instant | null }>(sql`
    select id, finding_id as finding, remedy, hash, until, used_at
    from healing.offer
    where home_id = ${home} and id = ${offer}`);

/** All that wait for a yes of whoever administers the home; of what is over nobody is asked any more. */
export const standingOffers = (tx: Queries, home: number, at: Instant) =>
  tx.rows<{ offer: number; finding: number }>(sql`
    select offer.id as offer, finding_id as finding
    from healing.offer
    join ledger.finding on finding.id = finding_id and closed_at is null
    where offer.home_id = ${home} and user_id is null and used_at is null and until > ${at}
    order by offer.id
    limit 100`);

/** What waits for a yes of whoever administers the home. */
export const standingOffer = (tx: Queries, home: number, { finding, at }: { finding: number; at: Instant }) =>
  tx.row<Offer>(sql`
    select id, finding_id as finding, remedy, hash
    from healing.offer
    where home_id = ${home} and finding_id = ${finding} and user_id is null and used_at is null and until > ${at}
    order by id desc
    limit 1`);

export const hasOffered = async (tx: Queries, home: number, { finding, since }: { finding: number; since: Instant }) =>
  (await tx.row(sql`
    select id
    from healing.offer
    where home_id = ${home} and finding_id = ${finding} and user_id is null and made_at > ${since}
    limit 1`)) !== undefined;

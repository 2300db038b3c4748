import { createHash } from "node:crypto";
import type { Transactions } from "#db/database.ts";
import { type Link, linksAfter, unchained } from "./queries.ts";

const PAGE = 2_000;
const SECURITY_YEARS = 7;

type What = "altered" | "missing" | "inserted";
/** The first record that is not as it was written. */
export type Broken = { what: What; number: number | null; record: string | null; at: string | null };
/** A link somebody has written down elsewhere: what comes later can be taken away without a trace, but for that. */
export type Seen = { number: number; hash: string };
export type Verdict = { records: number; blanked: number; ended: number; head: Seen | null; broken: Broken | null };

/** Reads the whole chain and computes every hash anew, outside the database. */
export async function verifyChain(db: Transactions, { now, seen }: { now: number; seen?: Seen }): Promise<Verdict> {
  const verdict: Verdict = { records: 0, blanked: 0, ended: 0, head: null, broken: null };
  let isSeen = seen === undefined;
  for (;;) {
    const links = await linksAfter(db, verdict.head?.number ?? 0, PAGE);
    for (const link of links) {
      verdict.broken = brokenAt(link, verdict.head, now);
      if (verdict.broken) return verdict;
      if (seen?.number === link.number) {
        isSeen = true;
        if (seen.hash !== link.hash) return { ...verdict, broken: broken("altered", link) };
      }
      count(verdict, link);
    }
    if (links.length < PAGE) break;
  }
  if (!isSeen && seen && seen.number > (verdict.head?.number ?? 0))
    return { ...verdict, broken: { what: "missing", number: (verdict.head?.number ?? 0) + 1, record: null, at: null } };
  const stray = await unchained(db);
  if (stray) verdict.broken = { what: "inserted", number: null, record: stray.id, at: stray.at };
  return verdict;
}

function count(verdict: Verdict, link: Link): void {
  if (link.is_ended) verdict.ended++;
  else verdict.records++;
  if (link.is_blanked) verdict.blanked++;
  verdict.head = { number: link.number, hash: link.hash };
}

function brokenAt(link: Link, before: Seen | null, now: number): Broken | null {
  const isBeginning = before === null && link.number > 1; // older links have gone, and this one's row too
  if (isBeginning && !link.is_ended) return { what: "missing", number: link.number - 1, record: null, at: null };
  if (before && link.number !== before.number + 1)
    return { what: "missing", number: before.number + 1, record: null, at: null };
  if (!isBeginning && link.hash !== hashOf(link, before)) return broken("altered", link);
  if (link.is_ended) return isOldEnough(link, now) ? null : broken("missing", link);
  if (link.row_at === null) return broken("missing", link);
  if (link.row_at !== link.at || link.is_taken || sha256(link.outcome ?? "") !== link.outcome_hash)
    return broken("altered", link);
  if (link.is_blanked) return null;
  const content = sha256(Buffer.from(link.salt ?? "", "hex"), link.content ?? "");
  return content === link.content_hash ? null : broken("altered", link);
}

const broken = (what: What, { number, audit_id, at }: Link): Broken => ({ what, number, record: audit_id, at });

const isOldEnough = ({ is_security, at }: Link, now: number): boolean => {
  const until = new Date(at);
  until.setUTCFullYear(until.getUTCFullYear() + SECURITY_YEARS);
  return !is_security || until.getTime() <= now;
};

/** As ledger.audit_body() words it. */
function hashOf(link: Link, before: Seen | null): string {
  const { number, audit_id, is_security, outcome_hash, content_hash } = link;
  const at = link.at.replace(/\+00:00$/, "");
  const body = [number, audit_id, at, is_security ? "t" : "f", outcome_hash, content_hash].join("|");
  return sha256(Buffer.from(before?.hash ?? "", "hex"), body);
}

function sha256(...parts: (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

import type { Capability } from "#server/capability.ts";
import type { Call } from "#server/command.ts";
import { command } from "#server/command.ts";
import { badCursor } from "#server/number-cursor.ts";
import { Refusal } from "#server/refusal.ts";
import { verifyChain } from "#server/store/ledger/chain/verify-chain.ts";
import { administeredHomes, mayChangeServer } from "../which-home.ts";
import { AuditPage, AuditVerdict, SearchAudit, VerifyAudit } from "./contract.ts";
import { auditRows, type Found } from "./queries.ts";
import { verdictSaid } from "./verdict-said.ts";

const search = command({
  name: "audit/search",
  summary: "Who did what, from where and how it went: logins, refusals, changes and what touched secrets, newest first",
  scope: "server",
  isTrailed: true,
  input: SearchAudit,
  output: AuditPage,
  async run(wanted, call) {
    const homes = await homesSeen(call);
    const before = wanted.cursor === undefined ? null : placeIn(wanted.cursor);
    const rows = await auditRows(call.world.db.for("asked"), { ...wanted, homes, before });
    const page = rows.slice(0, wanted.limit);
    const last = rows.length > wanted.limit ? page.at(-1) : undefined;
    return { items: page.map(shown), cursor: last ? `${last.at}~${last.id}` : null };
  },
});

const verify = command({
  name: "audit/verify",
  summary: "Whether the audit log is as it was written; names the first record that was altered, taken away or put in",
  scope: "server",
  isTrailed: true,
  input: VerifyAudit,
  output: AuditVerdict,
  async run({ seen }, { world, asker }) {
    await mayChangeServer(world.db, asker);
    const verdict = await verifyChain(world.db, { now: world.clock.now(), seen });
    return { ...verdict, is_whole: verdict.broken === null, said: verdictSaid(verdict) };
  },
});

/** Whoever administers every home sees what is of none as well. @throws Refusal `forbidden` */
async function homesSeen({ world, asker }: Call): Promise<number[] | null> {
  try {
    await mayChangeServer(world.db, asker);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const homes = await administeredHomes(world.db, asker);
    if (homes.length === 0) throw error;
    return homes;
  }
}

function placeIn(cursor: string): { at: string; id: string } {
  const [at = "", id = ""] = cursor.split("~");
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) throw badCursor();
  return { at, id };
}

function shown(row: Found) {
  const times = row.details?.times;
  return { ...row, times: typeof times === "number" ? times : 1 };
}

/** What was done here and by whom, to look at and to prove. */
export const audit: Capability = { name: "audit", commands: [search, verify] };

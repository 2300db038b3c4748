import type { Call } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { ofHome } from "#server/of-home.ts";
import { soon } from "#server/soon.ts";
import { type FindingShown, findingStates, type ListFindings } from "#server/store/ledger/findings/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import { findingsPage } from "./findings-commands.ts";
import { shownFinding } from "./shown.ts";

const GATHER = { seconds: 0.25 };
const MOST = 500;

/** Those that are wanted, and then each that is another than it was; what is no longer among them is told as it is now. */
export async function followFindings(wanted: ListFindings, call: Call, send: (items: FindingShown[]) => void) {
  const { world, db, home } = call;
  const sent = new Map<number, string>(); // by finding: what makes it another
  const page = async () => (await findingsPage({ ...wanted, limit: MOST, cursor: undefined }, call)).items;

  const look = soon(world.clock, GATHER, tellNews, (error) => world.log.warn("live findings fell behind", { error }));
  const listening = await world.db.listen("ledger", ofHome(home, look.call));
  const snapshot = await page();
  for (const item of snapshot) sent.set(item.finding, markOf(item));

  async function tellNews(): Promise<void> {
    const items = await page();
    const there = new Set(items.map(({ finding }) => finding));
    const left = await asTheyAre([...sent.keys()].filter((finding) => !there.has(finding)));
    const news = [...items.filter((item) => sent.get(item.finding) !== markOf(item)), ...left];
    for (const { finding } of left) sent.delete(finding);
    for (const item of items) sent.set(item.finding, markOf(item));
    if (news.length > 0) send(news);
  }

  async function asTheyAre(findings: readonly number[]): Promise<FindingShown[]> {
    if (findings.length === 0) return [];
    const now = shownNow(world, home);
    const asked = { home, now: instantOf(now), states: findingStates, findings, limit: MOST };
    const rows = await db.transaction((tx) => listFindings(tx, asked));
    return rows.map((row) => shownFinding(row, now, wanted.language));
  }

  return {
    snapshot,
    async close() {
      await listening[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}

/** How long it has been so is no news. */
const markOf = ({ state, severity, evidence, cause, effects, snoozed_until }: FindingShown): string =>
  JSON.stringify([state, severity, evidence, cause, effects, snoozed_until]);

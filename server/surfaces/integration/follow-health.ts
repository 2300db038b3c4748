import type { z } from "zod";
import { shownFinding } from "#server/analysis/diagnostics/shown.ts";
import type { Call } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { ofHome } from "#server/of-home.ts";
import { soon } from "#server/soon.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import { type FollowHealth, type HomeHealth, newsKinds } from "./health-contract.ts";
import { homeHealth, type Language } from "./home-health.ts";
import { lastStep, stepsAfter } from "./queries.ts";

const GATHER = { seconds: 0.5 };
const EVERY = { minutes: 5 };
const SHOWN = ["open", "snoozed", "closed"] as const; // of what is muted nothing is told

/** How healthy a home is, and again each time that this is another or something has become of a finding. */
export async function followHealth(
  { language }: z.output<typeof FollowHealth>,
  { world, home }: Call,
  send: (items: HomeHealth[]) => void,
) {
  let last = "";
  let step = 0;
  async function tell(): Promise<void> {
    const news = await newsAfter();
    const health = await homeHealth(world, home, language);
    if (news.length === 0 && JSON.stringify(health) === last) return;
    last = JSON.stringify(health);
    send([{ ...health, news }]);
  }
  async function newsAfter(): Promise<HomeHealth["news"]> {
    const rows = await stepsAfter(world.db.for("asked"), home, { step, whats: newsKinds });
    step = rows.at(-1)?.step ?? step;
    return told(rows, { world, home, language });
  }

  const look = soon(world.clock, GATHER, tell, (error) => world.log.warn("the live health fell behind", { error }));
  const heard = ofHome(home, look.call);
  const channels = ["ledger", "health", "healing"]; // what may be mended is told too
  const listening = await Promise.all(channels.map((channel) => world.db.listen(channel, heard)));
  const ticking = world.clock.every(EVERY, async () => look.call()); // whether it is held back is told by nobody
  step = await lastStep(world.db.for("asked"), home);
  const first = await homeHealth(world, home, language);
  last = JSON.stringify(first);
  return {
    snapshot: [first],
    async close() {
      for (const one of [...listening, ticking]) await one[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}

type Place = Pick<Call, "world" | "home"> & { language: Language };

async function told(rows: Awaited<ReturnType<typeof stepsAfter>>, { world, home, language }: Place) {
  if (rows.length === 0) return [];
  const now = shownNow(world, home);
  const wanted = { home, now: instantOf(now), states: SHOWN, findings: rows.map(({ finding }) => finding), limit: 500 };
  const found = await world.db.for("asked").transaction((tx) => listFindings(tx, wanted));
  const known = new Map(found.map((row) => [row.finding, row]));
  return rows.flatMap(({ finding, what, at }): HomeHealth["news"] => {
    const row = known.get(finding);
    const kind = newsKinds.find((one) => one === what);
    if (!row || !kind) return [];
    const { check, title, subject, severity } = shownFinding(row, now, language);
    return [{ finding, check, title, name: subject.name, severity, what: kind, at, entity_id: row.entity_id }];
  });
}

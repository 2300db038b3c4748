import type { z } from "zod";
import { command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { keepLeftOut, takeBackLeftOut } from "#server/store/house/left-out.ts";
import type { HomeRules } from "#server/store/memory/retention/day-plan.ts";
import { type DetailRule, isMeant } from "#server/store/memory/retention/details.ts";
import { wouldGo } from "#server/store/memory/retention/let-go.ts";
import { everyRule } from "#server/store/memory/retention/rules.ts";
import type { World } from "#server/world.ts";
import { KeepLess, Kept } from "./contract.ts";
import { writeDetail } from "./detail-queries.ts";
import { wakeErrands } from "./errands.ts";
import { takeBack } from "./take-back.ts";
import { keepLessSentence } from "./tell.ts";
import { heedWishes } from "./wishes.ts";

export const keepLess = command({
  name: "memory/keep-less",
  summary:
    "Of a thing keep changes only, rollups only, or nothing; with past also of what is stored, which goes at once in the background and does not come back. memory/take-back undoes it",
  access: "write",
  input: KeepLess,
  output: Kept,
  async run({ preview, ...wish }, { world, home }) {
    const rules = await everyRule(world.db);
    const holding = new Map(rules);
    const own = rules.get(home);
    if (own) {
      refuseUnfit(wish, own);
      rules.set(home, { ...own, details: wishedDetails(wish, own, instantOf(world.clock.now())) });
    }
    const would_go = await wouldGo(world, rules, holding);
    if (!preview) await write(world, home, wish);
    const sentence = keepLessSentence(wish, { ...would_go, isPreview: preview });
    return { would_go, is_changed: !preview, sentence };
  },
});

type Wish = Omit<z.output<typeof KeepLess>, "preview">;

function wishedDetails({ kind, value, detail, past }: Wish, { details }: HomeRules, toldAt: string): DetailRule[] {
  const others = details.filter((rule) => rule.kind !== kind || rule.value !== value);
  if (detail === null) return others;
  return [...others, { kind, value, detail, is_past: past, told_at: toldAt }];
}

function refuseUnfit({ kind, value, detail }: Wish, { entities }: HomeRules): void {
  const meant = [...entities.values()].filter((entity) => isMeant({ kind, value }, entity));
  if (meant.length === 0)
    throw new Refusal("unknown_thing", `Nothing in this home belongs to the ${kind} ${value}`, { status: 404 });
  if (detail === "rollups" && !meant.some(({ is_numeric }) => is_numeric))
    throw new Refusal("no_numbers", `${value} has no numbers that could be summed up; keep its changes only instead`);
}

/** What is left out stands where the owner's other wishes of that kind stand, so that memory/left-out tells it. */
async function write(world: World, home: number, { kind, value, detail, past }: Wish): Promise<void> {
  if (detail === null) return void (await takeBack(world, home, { kind, value }));
  await world.db.transaction(async (tx) => {
    if (detail === "out") await keepLeftOut(tx, home, { kind, value });
    else await takeBackLeftOut(tx, home, { kind, value });
    await writeDetail(tx, home, { kind, value, detail, is_past: past, told_at: instantOf(world.clock.now()) });
  });
  await heedWishes(world, home);
  await wakeErrands(world);
}

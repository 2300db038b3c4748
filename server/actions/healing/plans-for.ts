import type { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import type { PlanPage, WhyNot } from "./contract.ts";
import { wishesIn } from "./heal.ts";
import { type Wish, whyNotAsked, whyNotUnasked } from "./judge.ts";
import { offerPlan } from "./offer-plan.ts";
import type { Patient } from "./patient.ts";
import { type HomeRead, readHome } from "./read-home.ts";
import { shownCall, shownSteps } from "./shown.ts";
import { type Language, languages } from "./words.ts";

type Shown = z.input<typeof PlanPage>["items"][number];
type Asked = { finding: number; language: Language; person: string | null };

/** What could be done about a finding, as it would be done. @throws Refusal `unknown_finding` */
export async function plansFor(world: World, patient: Patient, asked: Asked): Promise<Shown[]> {
  const read = await readHome(world, patient, asked.finding);
  if (read.troubles.length === 0)
    throw new Refusal(
      "unknown_finding",
      `There is no open finding ${asked.finding} in this home; findings/list lists those there are`,
      { status: 404 },
    );
  const shown: Shown[] = [];
  for (const wish of wishesIn(read)) shown.push(await shownPlan(world, patient, { wish, read, asked }));
  return shown;
}

type Parts = { wish: Wish; read: HomeRead; asked: Asked };

async function shownPlan(world: World, patient: Patient, { wish, read, asked }: Parts): Promise<Shown> {
  const { remedy, plan } = wish;
  const words = languages[asked.language];
  const told = words.remedies[remedy.name];
  const said = (code: WhyNot | undefined) => (code ? { code, sentence: words.whyNot[code] } : null);
  const whyNot = whyNotAsked(wish, read);
  const offered = whyNot ? undefined : await offerPlan(world, patient, { wish, person: asked.person });
  return {
    remedy: remedy.name,
    title: told?.title ?? remedy.name,
    plan: offered?.plan ?? null,
    told: { touches: told?.touches ?? "", needs: told?.needs ?? "", undo: told?.undo ?? "" },
    hash: plan.hash,
    until: offered?.until ?? null,
    steps: shownSteps(plan),
    touches: [...plan.touches],
    undo: plan.undo && shownCall(plan.undo),
    proof: told?.proof ?? "",
    risks: told?.risks ?? "",
    lines: plan.lines,
    why_not: said(whyNot),
    why_not_unasked: said(whyNotUnasked(wish, read)),
  };
}

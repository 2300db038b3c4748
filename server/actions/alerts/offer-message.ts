import { offersOf } from "#server/offers.ts";
import type { World } from "#server/world.ts";
import type { Message } from "./channels/channel.ts";
import type { DueRow } from "./outbox-queries.ts";
import { viewOf } from "./view-of.ts";
import { type Language, languages } from "./words.ts";

interface Meant {
  readonly home: number;
  readonly row: Pick<DueRow, "offer_id" | "telling" | "kind">;
  readonly reader: string;
  readonly language: Language;
}

/** The same for the question and for taking it back, also where its plan was made anew. */
export const questionTag = ({ telling }: Pick<DueRow, "telling">): string => `homeops-mend-${telling}`;

type Question = Pick<Message, "tag" | "kind" | "title" | "text" | "path" | "verbs">;

/** May this be mended? A yes is never said on a locked screen. Or what came of that. */
export async function offerMessage(world: World, meant: Meant): Promise<Question | undefined> {
  const { home, row, reader, language } = meant;
  const { offer_id: offer } = row;
  const offers = offersOf(world);
  if (!offers || offer === null) return undefined;
  const isOver = row.kind === "mended";
  const said = await viewOf(world, reader).transaction((tx) =>
    isOver ? offers.outcome(tx, { home, offer, language }) : offers.said(tx, { home, offer, language }),
  );
  if (!said) return undefined;
  const { verbs } = languages[language];
  return {
    ...{ tag: questionTag(row), kind: isOver ? "recovery" : "alert", title: said.title, text: said.text },
    path: `health?finding=${said.finding}`,
    verbs: isOver
      ? []
      : [
          { id: `homeops_mend_${offer}`, title: verbs.mend, isHarmless: false },
          { id: `homeops_leave_${offer}`, title: verbs.leave, isHarmless: true },
        ],
  };
}

import { command } from "#server/command.ts";
import { leftOut, takeBackLeftOut } from "#server/store/house/left-out.ts";
import type { Detail } from "#server/store/memory/retention/details.ts";
import type { World } from "#server/world.ts";
import { LeftOut } from "../contract.ts";
import { TakeBack, TakenBack } from "./contract.ts";
import { deleteDetail, detailOf, type ToldDetail } from "./detail-queries.ts";
import { takenBackSentence } from "./tell.ts";
import { heedWishes } from "./wishes.ts";

export const takeBackCommand = command({
  name: "memory/take-back",
  summary:
    "Undo a wish to leave out or to keep less: from now on all is remembered again. What it has removed of the past does not come back, and is told",
  access: "write",
  input: TakeBack,
  output: TakenBack,
  async run({ preview, ...which }, { world, home, db }) {
    const { was, told } = await wishOf(world.db, home, which);
    if (!preview) await takeBack(world, home, which);
    return {
      ...{ was, is_changed: !preview && was !== null, stops: told?.is_due ?? false },
      gone: { events: told?.events ?? 0, bytes: told?.bytes ?? 0, from: told?.from ?? null, to: told?.to ?? null },
      since: told?.told_at ?? null,
      sentence: takenBackSentence(was, told),
      items: (await leftOut(db, home)).map((wish) => LeftOut.parse(wish)),
      cursor: null,
    };
  },
});

type Which = { kind: string; value: string };

async function wishOf(db: World["db"], home: number, which: Which) {
  const told: ToldDetail | undefined = await detailOf(db, home, which);
  const isOut = (await leftOut(db, home)).some(({ kind, value }) => kind === which.kind && value === which.value);
  const was: Detail | null = isOut ? "out" : (told?.detail ?? null);
  return { was, told };
}

/** Both ways of leaving out, and what was still to be removed of the past: a removal that goes on stops between two days. */
export async function takeBack(world: World, home: number, which: Which): Promise<void> {
  await world.db.transaction(async (tx) => {
    await takeBackLeftOut(tx, home, which);
    await deleteDetail(tx, home, which);
  });
  await heedWishes(world, home);
}

import { type Chemistry, chemistries } from "#server/cell.ts";
import { CHARGED_OFTEN_DAYS, RECHARGES } from "./cells-in.ts";
import type { Level } from "./levels-now.ts";
import type { HabitRow } from "./queries.ts";
import { stepOf } from "./step-of.ts";

/** Nothing that is thrown away stands between these alone; two or three cells in a row may. */
const LITHIUM_ION_VOLTS = [3.4, 4.25] as const;

interface Kind {
  readonly step: number | null;
  readonly chemistry: Chemistry | null;
  readonly is_chemistry_told: boolean;
  readonly is_charged: boolean;
}

/** What a battery is: as its type says, else as its level was seen to fall, else as it is charged and by its voltage. */
export function kindOf({ cell, volts }: Pick<Level, "cell" | "volts">, habit?: HabitRow, learned?: string): Kind {
  const told = cell?.chemistry ?? null;
  const { levels = [], rises = 0, days = 0 } = habit ?? {};
  const is_charged = rises >= RECHARGES && days / rises < CHARGED_OFTEN_DAYS;
  const [low, high] = LITHIUM_ION_VOLTS;
  const isIon = is_charged && volts !== null && volts >= low && volts <= high;
  const seen = chemistries.find((one) => one === learned) ?? (isIon ? "lithium_ion" : null);
  return { step: stepOf(levels) ?? null, chemistry: told ?? seen, is_chemistry_told: told !== null, is_charged };
}

import type { Result } from "../contract.ts";
import type { Asked } from "./asked.ts";

/** A number as it is said: a length of time, or an amount with its unit. */
export const toldAmount = ({ language: { says } }: Pick<Asked, "language">, { kind, value, unit }: Result): string =>
  kind === "duration" ? says.length(Number(value)) : says.amount(Number(value), unit ?? null);

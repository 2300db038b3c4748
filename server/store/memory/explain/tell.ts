import type { Fact } from "./fact.ts";
import type { House } from "./house.ts";
import type { Cause } from "./link.ts";
import { asSentence, happened } from "./words.ts";

/** The whole chain in one sentence: "Bed light turned on because of the automation “Night lights”, set off by Hall motion itself." */
export function tell(fact: Fact, causes: readonly Cause[], house: House): string {
  const what = happened(fact, house);
  const [first, ...further] = causes.map(({ label }) => label);
  if (first === undefined) return asSentence(`${what}, and nothing that is remembered says why`);
  const isProbable = causes.some(({ isCertain }) => !isCertain);
  return asSentence(`${what}${isProbable ? ", probably" : ""} because of ${[first, ...further].join(", set off by ")}`);
}

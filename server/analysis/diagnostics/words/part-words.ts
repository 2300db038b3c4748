import type { ComparedPart } from "#server/store/ledger/updates/contract.ts";

export type Part = ComparedPart;

export const percentsOf = (measure: "memory" | "processor" | "temperature"): string =>
  measure === "temperature" ? "°C" : "%";

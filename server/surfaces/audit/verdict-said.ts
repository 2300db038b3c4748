import type { Verdict } from "#server/store/ledger/chain/verify-chain.ts";

const WORDS = {
  altered: "was altered after it was written",
  missing: "is missing",
  inserted: "was put in by somebody who went past HomeOps",
} as const;

export function verdictSaid({ broken, records }: Verdict): string {
  if (!broken) return `All ${records} records are as they were written`;
  const which = broken.number === null ? `Record ${broken.record}` : `Record ${broken.number}`;
  const at = broken.at === null ? "" : `, of ${broken.at},`;
  return `${which}${at} ${WORDS[broken.what]}; compare it with a backup, and ask who had the database in hand`;
}

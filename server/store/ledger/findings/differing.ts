import type { Evidence, Severity } from "#server/finding.ts";

/** A finding by what it is about, `subject` as the ledger keeps it. */
export interface Keyed {
  readonly check_name: string;
  readonly subject_kind: string;
  readonly subject: string;
}

export interface Seen extends Keyed {
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly mentions: readonly number[];
  readonly since: string;
  readonly cause: Keyed | undefined;
}

export interface Standing extends Keyed {
  readonly id: number;
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly cause_id: number | null;
}

export const keyOf = ({ check_name, subject_kind, subject }: Keyed): string =>
  `${check_name} ${subject_kind} ${subject}`;

/** What a look changes about what stood before it. `isUntouched`: of this nothing can be said now, so that it stays as it is. */
export function differing(
  standing: readonly Standing[],
  seen: readonly Seen[],
  isUntouched: (it: Keyed) => boolean = () => false,
) {
  const before = new Map(standing.map((it) => [keyOf(it), it]));
  const now = new Map(seen.map((it) => [keyOf(it), it]));
  const told = [...now].filter(([, it]) => !isUntouched(it));
  return {
    opened: told.filter(([key]) => !before.has(key)).map(([, it]) => it),
    kept: told.flatMap(([key, it]) => {
      const was = before.get(key);
      return was ? [{ was, it }] : [];
    }),
    closed: standing.filter((it) => !now.has(keyOf(it)) && !isUntouched(it)),
  };
}

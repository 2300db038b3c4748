import type { Severity } from "#server/finding.ts";

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2, critical: 3 };

export const isMilder = (one: Severity, other: Severity): boolean => RANK[one] < RANK[other];

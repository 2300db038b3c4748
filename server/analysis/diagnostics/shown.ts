import { toMicroseconds } from "#server/instant.ts";
import type { StepRow } from "#server/store/ledger/findings/act-queries.ts";
import type { FindingShown, StepShown } from "#server/store/ledger/findings/contract.ts";
import type { FindingRow } from "#server/store/ledger/findings/queries.ts";
import { type Language, languages, lasting, said } from "./words.ts";

/** `now` in milliseconds since the epoch; what is closed lasted until then. */
export function shownFinding(row: FindingRow, now: number, language: Language): FindingShown {
  const { check_name, subject_kind, subject, entity_id, name, area, evidence, ...rest } = row;
  const id = entity_id ?? subject;
  const named = name ?? id;
  const until = row.closed_at === null ? now / 1000 : toMicroseconds(row.closed_at) / 1e6;
  const about = { name: named, lasting: lasting(until - toMicroseconds(row.since) / 1e6, language) };
  const { finding, severity, state, cause, effects, since, opened_at, closed_at, closed_as, snoozed_until } = rest;
  return {
    finding,
    check: check_name,
    subject: { kind: subject_kind as FindingShown["subject"]["kind"], id, name: named, area },
    severity,
    state,
    ...said(check_name, evidence, about, language),
    evidence,
    cause,
    effects,
    since,
    opened_at,
    closed_at,
    closed_as,
    snoozed_until,
  };
}

export function shownStep(row: StepRow, language: Language): StepShown {
  const { step, finding, at, what, severity, by, details } = row;
  const name = row.name ?? "?";
  const { title } = said(row.check_name, row.evidence, { name, lasting: "" }, language);
  return {
    ...{ step, finding, at, what, severity },
    by: by ?? (details?.via === undefined ? null : languages[language].via[details.via]),
    title: `${title}: ${name}`,
    until: details?.until ?? null,
    of: details?.of ?? null,
  };
}

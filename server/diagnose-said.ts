import type { z } from "zod";
import type { DiagnosisRan } from "./analysis/diagnostics/contract.ts";
import type { FindingShown } from "./store/ledger/findings/contract.ts";

const WIDEST = 100;

/** A run of the checks and what is wrong, as a person reads it in a terminal; effects stand under their cause. */
export function sayDiagnosis(ran: z.infer<typeof DiagnosisRan>, findings: readonly FindingShown[]): string {
  const top = findings.filter(({ cause }) => !findings.some(({ finding }) => finding === cause));
  const lines = [headOf(ran, findings), ""];
  for (const it of top) {
    lines.push(...told(it));
    for (const effect of findings.filter(({ cause }) => cause === it.finding))
      lines.push(`      └ ${effect.subject.name}: ${effect.title}`);
    lines.push("");
  }
  for (const { check, reason } of ran.held_back) lines.push(`Held back: ${check}: ${reason}`);
  if (ran.waiting > 0) lines.push(`${ran.waiting} more not for long enough to be said`);
  return lines.join("\n").trimEnd();
}

function headOf({ checks, took_ms }: z.infer<typeof DiagnosisRan>, findings: readonly FindingShown[]): string {
  const counts = (["critical", "error", "warning", "info"] as const)
    .map((severity) => [severity, findings.filter((it) => it.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  const looked = `${checks.length} checks in ${took_ms} ms`;
  return counts.length === 0 ? `Nothing is wrong (${looked})` : `${counts.join(", ")} (${looked})`;
}

function told({ severity, subject, title, sentence, expected, advice, closes }: FindingShown): string[] {
  const where = subject.area ? `${subject.name}, ${subject.area}` : subject.name;
  return [
    `${severity.toUpperCase().padEnd(9)}${title}: ${where}`,
    ...wrapped(sentence),
    ...wrapped(`Usual: ${expected}`),
    ...wrapped(`To do: ${advice}`),
    ...wrapped(`Over when: ${closes}`),
  ];
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + word.length + 1 > WIDEST) {
      lines.push(line);
      line = "";
    }
    line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((one) => `         ${one}`);
}

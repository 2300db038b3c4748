import type { Queries } from "#db/database.ts";
import { shownFinding } from "#server/analysis/diagnostics/shown.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { findingStates } from "#server/store/ledger/findings/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import { zonedAt } from "#server/zoned.ts";
import { type Danger, dangers } from "./contract.ts";
import { namesOf, type ToldAlert } from "./message-queries.ts";
import { type Language, languages } from "./words.ts";

interface Saying {
  readonly home: number;
  readonly now: number;
  readonly alert: Pick<ToldAlert, "kind" | "finding_id" | "mentions" | "is_danger" | "opened_at">;
  readonly language: Language;
  /** Without what tells of somebody's movements. */
  readonly isForAll: boolean;
}

/** An alert in words, as whoever asks through `tx` may see what it is about; undefined where that is not at all. */
export async function saidOf(tx: Queries, it: Saying): Promise<{ title: string; text: string } | undefined> {
  const { home, now, alert, language, isForAll } = it;
  if (alert.finding_id !== null) {
    const asked = {
      home,
      now: instantOf(now),
      states: findingStates,
      findings: [alert.finding_id],
      isForAll,
      limit: 1,
    };
    const [row] = await listFindings(tx, asked);
    if (!row) return undefined;
    const { title, subject, sentence, advice } = shownFinding(row, now, language);
    return { title: `${title}: ${subject.name}`, text: [sentence, advice].filter((part) => part !== "").join(". ") };
  }
  const names = await namesOf(tx, { home, ids: alert.mentions, isForAll });
  if (alert.is_danger) return saidDanger(tx, it, names);
  if (names.length < alert.mentions.length) return undefined;
  const type = alert.kind.slice("event:".length);
  const text = languages[language].event.replace("{type}", () => type).replace("{names}", () => names.join(", "));
  return { title: text.trim(), text: text.trim() };
}

async function saidDanger(tx: Queries, { home, alert, language }: Saying, names: readonly string[]) {
  const { dangers: titles, dangerText, dangerUnplaced } = languages[language];
  const title = isDanger(alert.kind) ? titles[alert.kind] : alert.kind;
  const time = zonedAt(toMicroseconds(alert.opened_at), await timeZoneOf(tx, home))
    .toPlainTime()
    .toString({ smallestUnit: "minute" });
  const form = names.length === 0 ? dangerUnplaced : dangerText;
  const text = form.replace("{names}", () => names.join(", ")).replace("{time}", time);
  return { title: names.length === 0 ? title : `${title}: ${names.join(", ")}`, text };
}

const isDanger = (kind: string): kind is Danger => dangers.some((danger) => danger === kind);

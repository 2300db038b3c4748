import type { Queries } from "#db/database.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import type { World } from "#server/world.ts";
import type { Message } from "./channels/channel.ts";
import { linesOf } from "./digest-lines.ts";
import type { DigestTexts } from "./digest-text.ts";
import { readerWishes, type ToldAlert, toldAlert } from "./message-queries.ts";
import { offerMessage, questionTag } from "./offer-message.ts";
import type { DueRow } from "./outbox-queries.ts";
import { saidOf } from "./said.ts";
import { viewOf } from "./view-of.ts";
import { languages } from "./words.ts";

interface Meant {
  readonly home: number;
  readonly row: DueRow;
  /** Who reads what comes this way; null: the household. */
  readonly reader: string | null;
}

/** The same through all that is said of one thing. */
export async function tagOf(
  db: Queries,
  row: Pick<DueRow, "alert_id" | "offer_id" | "telling">,
): Promise<string | undefined> {
  const { alert_id } = row;
  if (row.offer_id !== null) return questionTag(row);
  const alert = alert_id === null ? undefined : await toldAlert(db, alert_id);
  return alert && tagFor(alert);
}

const tagFor = ({ id, finding_id, is_danger, kind }: ToldAlert): string =>
  finding_id !== null ? `homeops-finding-${finding_id}` : is_danger ? `homeops-danger-${kind}` : `homeops-event-${id}`;

/** What is said now, in the reader's language, of what the reader may see; undefined where that is nothing. */
export async function messageFor(world: World, meant: Meant, texts: DigestTexts): Promise<Message | undefined> {
  const { home, row, reader } = meant;
  const { language, isAdmin } = await readerWishes(world.db, home, reader ?? row.user_id);
  const usual = { key: row.key, severity: row.severity, isDanger: row.is_danger, language };
  if (row.kind === "clear") return undefined;
  if (row.kind === "offer" || row.kind === "mended") {
    const asked = reader === null ? undefined : await offerMessage(world, { home, row, reader, language });
    return asked && { ...usual, ...asked };
  }
  if (row.kind === "daily" || row.kind === "weekly") {
    const lines = await linesOf(world, { home, digest: row.id, reader, language });
    const said = await texts[row.kind]({ world, home, reader, language, lines });
    return (
      said && {
        ...usual,
        ...said,
        tag: `homeops-${row.kind}`,
        kind: row.kind === "daily" ? "digest" : "letter",
        verbs: [],
      }
    );
  }
  const alert = row.alert_id === null ? undefined : await toldAlert(world.db, row.alert_id);
  if (!alert) return undefined;
  const now = shownNow(world, home);
  const said = await viewOf(world, reader).transaction((tx) =>
    saidOf(tx, { home, now, alert, language, isForAll: reader === null }),
  );
  if (!said) return undefined;
  const { kinds, recovered } = languages[language];
  const isOver = row.kind === "recovery";
  return {
    ...usual,
    severity: alert.severity,
    tag: tagFor(alert),
    kind: row.kind === "eased" ? "recovery" : row.kind,
    title: kinds[row.kind].replace("{title}", () => said.title),
    text: isOver ? recovered : said.text,
    ...(alert.finding_id !== null && { path: `health?finding=${alert.finding_id}` }),
    verbs: isOver ? [] : verbsOf(alert, { language, isAdmin }),
  };
}

/** On a locked screen only what harms nothing. What changes a finding is for whoever may change it. */
function verbsOf(
  alert: ToldAlert,
  { language, isAdmin }: { language: "en" | "de"; isAdmin: boolean },
): Message["verbs"] {
  const { verbs } = languages[language];
  const { id, finding_id } = alert;
  const ack = { id: `homeops_ack_${id}`, title: verbs.ack, isHarmless: true };
  if (finding_id === null || !isAdmin) return [ack];
  return [
    ack,
    { id: `homeops_snooze_${finding_id}`, title: verbs.snooze, isHarmless: true },
    { id: `homeops_not_a_problem_${finding_id}`, title: verbs.not_a_problem, isHarmless: false },
  ];
}

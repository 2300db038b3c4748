import type { z } from "zod";
import { command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import type { Episode } from "#server/store/memory/episodes/contract.ts";
import { EpisodePage, ListEpisodes, type ShownEpisode } from "./contract.ts";
import { secondsOf, sentenceFor } from "./keep-found.ts";
import { type After, episodesListed, type ListedRow } from "./queries.ts";
import { languages } from "./words.ts";

export const listEpisodes = command({
  name: "episodes/list",
  summary: "Spans made of many events: runs of appliances, absences, outages, nights; newest first",
  input: ListEpisodes,
  output: EpisodePage,
  async run({ limit, cursor, language, ...wanted }, { db, home }) {
    const after = cursor === undefined ? undefined : afterIn(cursor);
    const rows = await db.transaction((tx) => episodesListed(tx, { ...wanted, home, after, limit: limit + 1 }));
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: page.map((row) => shown(row, language)), cursor: last ? cursorOf(last) : null };
  },
});

function shown(row: ListedRow, language: ListEpisodes["language"]): z.input<typeof ShownEpisode> {
  const { kind, entity_id, name, area, started_at, ended_at, amount, usual } = row;
  const seconds = secondsOf(row) ?? null;
  const named = { entity_id, name: name ?? entity_id ?? "", device: row.device, unit: row.unit };
  const sentence = sentenceFor({ ...row, entity_id: row.entity_key }, named, languages[language], true);
  return { kind, entity_id, name, area, from: started_at, to: ended_at, seconds, amount, usual, sentence };
}

const cursorOf = ({ started_at, entity_key, kind }: Pick<Episode, "started_at" | "kind"> & { entity_key: number }) =>
  `${started_at} ${entity_key} ${kind}`;

function afterIn(cursor: string): After {
  const [, at, key, kind] = /^(\d{4}-\d\d-\d\dT[\d:.]+\+00:00) (\d{1,9}) (\w+)$/.exec(cursor) ?? [];
  if (!at || !key || !kind) throw new Refusal("bad_cursor", "Use the cursor of the page before, as it came");
  return { started_at: at, entity_key: Number(key), kind };
}

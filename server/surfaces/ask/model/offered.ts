import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Law } from "#server/law.ts";
import { plain } from "#server/store/memory/sentences/plain.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { wordsOf } from "../words/tokens.ts";

const MOST = 150;
const LONGEST = 80;

/** What a model may be told of: what Assist may speak of, and the asker may see; whoever asks, nothing else of the home leaves it. */
export async function offeredTo(tx: Queries, home: number, law: Law): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ entity_id: string }>(sql`
    select entity_id
    from house.entity
    where home_id = ${home} and is_exposed and removed_at is null
    order by entity_id
    limit 20000`);
  return new Set(rows.map(({ entity_id }) => entity_id).filter((entityId) => !law.hidden.has(entityId)));
}

/** Whether a text names something that no model may know of: then it does not go out, whoever wrote it. */
export function namesOther(text: string, entities: readonly KnownEntity[], offered: ReadonlySet<string>): boolean {
  const told = ` ${wordsOf(text).join(" ")} `;
  const open = new Set(entities.filter(({ entity_id }) => offered.has(entity_id)).flatMap(calledBy));
  return entities
    .filter(({ entity_id }) => !offered.has(entity_id))
    .flatMap(calledBy)
    .some((name) => !open.has(name) && told.includes(` ${name} `));
}

const calledBy = ({ entity_id, name, aliases }: KnownEntity): string[] =>
  [entity_id, name, ...aliases].map((one) => wordsOf(one).join(" ")).filter((one) => one !== "");

/** As data: names in one line, not too long, those first that share a word with the question. */
export function described(
  entities: readonly KnownEntity[],
  question: string,
  areaOf: (id: string) => string | undefined,
) {
  const asked = new Set(wordsOf(question));
  const shared = ({ name, aliases }: KnownEntity) =>
    [name, ...aliases].flatMap(wordsOf).filter((word) => asked.has(word)).length;
  return [...entities]
    .sort((one, other) => shared(other) - shared(one))
    .slice(0, MOST)
    .map(({ entity_id, name, area_id, unit }) => ({
      id: entity_id,
      name: plain(name, LONGEST),
      ...(area_id && { area: plain(areaOf(area_id) ?? "", LONGEST) }),
      ...(unit && { unit: plain(unit, 20) }),
    }));
}

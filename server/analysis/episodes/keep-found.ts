import type { Queries } from "#db/database.ts";
import { fromMicroseconds, startOfHour, toMicroseconds } from "#server/instant.ts";
import type { Episode, EpisodeKind } from "#server/store/memory/episodes/contract.ts";
import { deleteEpisodes, episodesTouching, insertEpisodes } from "#server/store/memory/episodes/queries.ts";
import { type Found, reconciled, type Stretch } from "./found.ts";
import type { Thing } from "./queries.ts";
import { calledAs, type EpisodeWords, episodeSentence, languages } from "./words.ts";

export interface Looked {
  readonly found: readonly Found[];
  readonly kinds: readonly EpisodeKind[];
  /** Of these all that the stretch shows was found, so that what was kept and is not among it goes. */
  readonly entities: readonly number[];
  readonly stretch: Stretch;
  isTold(episode: Episode): boolean;
  /** Why it was so, where that is known. */
  reason?(episode: Episode): string;
}

type Place = { home: number; things: ReadonlyMap<number, Thing> };

/** Writes what differs from what was kept; answers the hours whose telling changed. */
export async function keepFound(tx: Queries, { home, things }: Place, looked: Looked): Promise<string[]> {
  const { kinds, entities, stretch } = looked;
  const span = { from: fromMicroseconds(stretch.from), to: fromMicroseconds(stretch.to) };
  const kept = await episodesTouching(tx, { home, kinds, entities, ...span });
  const made = reconciled(looked.found, kept, stretch).map((episode) => ({ ...episode, told: toldOf(episode) }));
  const known = new Set(kept.map(textOf));
  const fresh = new Set(made.map(textOf));
  const gone = kept.filter((episode) => !fresh.has(textOf(episode)));
  const added = made.filter((episode) => !known.has(textOf(episode)));
  if (gone.length > 0) await deleteEpisodes(tx, home, gone);
  if (added.length > 0) await insertEpisodes(tx, home, added);
  return [...gone, ...added].flatMap(({ told, ended_at }) => (told && ended_at ? [startOfHour(ended_at)] : []));

  function toldOf(episode: Episode): string | null {
    if (episode.ended_at === null || !looked.isTold(episode)) return null;
    const sentence = sentenceFor(episode, things.get(episode.entity_id), languages.en, false);
    const reason = looked.reason?.(episode);
    return reason ? `${sentence}: ${reason}` : sentence;
  }
}

export const secondsOf = ({ started_at, ended_at }: Pick<Episode, "started_at" | "ended_at">): number | undefined =>
  ended_at === null ? undefined : (toMicroseconds(ended_at) - toMicroseconds(started_at)) / 1e6;

type Called = Pick<Thing, "name" | "device" | "unit"> & { entity_id: string | null };

/** Why it was so, as far as its own sentence says it. */
export function reasonOf(episode: Episode, thing: Called | undefined): string {
  const sentence = sentenceFor(episode, thing, languages.en, false);
  return episode.told?.startsWith(`${sentence}: `) ? episode.told.slice(sentence.length) : "";
}

/** As the thing is called now. */
export const sentenceFor = (
  episode: Omit<Episode, "told">,
  thing: Called | undefined,
  words: EpisodeWords,
  isExact: boolean,
): string =>
  episodeSentence(
    {
      ...episode,
      name: thing ? nameIn(episode.kind, thing, words) : "?",
      unit: thing?.unit ?? null,
      seconds: secondsOf(episode),
    },
    words,
    isExact,
  );

function nameIn(kind: EpisodeKind, thing: Called, { programs }: EpisodeWords): string {
  if (kind === "ran") return calledAs(thing);
  const program = kind === "failed" && thing.entity_id?.startsWith("script.") ? programs.script : programs.automation;
  return kind === "failed" ? program.replace("{name}", () => thing.name) : thing.name;
}

const textOf = ({ entity_id, kind, started_at, ended_at, amount, usual, told }: Episode): string =>
  JSON.stringify([
    entity_id,
    kind,
    toMicroseconds(started_at),
    ended_at && toMicroseconds(ended_at),
    amount,
    usual,
    told,
  ]);

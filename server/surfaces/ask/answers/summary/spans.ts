import { reasonOf, sentenceFor } from "#server/analysis/episodes/keep-found.ts";
import { isToldEachTime, runHabits } from "#server/analysis/episodes/runs-kept.ts";
import { calledAs } from "#server/analysis/episodes/words.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Episode, EpisodeKind } from "#server/store/memory/episodes/contract.ts";
import { episodesTouching } from "#server/store/memory/episodes/queries.ts";
import type { KnownEntity } from "../../house/known-house.ts";
import { isOfKind } from "../../meaning/kinds.ts";
import type { Between } from "../../past/past.ts";
import { runsOf } from "../appliance-runs.ts";
import type { Asked } from "../asked.ts";
import { cited } from "../cited.ts";
import type { Happened } from "./happenings.ts";

/** Those that are not seen in what happened at their beginning and end. */
const KINDS: readonly EpisodeKind[] = ["above", "below", "failed", "quiet"];
type Wanted = { entities: readonly KnownEntity[]; isAboutHome: boolean; window: Between };

/** What took time: runs of appliances, what was out of the usual, what failed, sleep. */
export async function spansIn(asked: Asked, wanted: Wanted): Promise<Happened[]> {
  return [...(await runs(asked, wanted)), ...(await episodes(asked, wanted))];
}

async function runs(asked: Asked, { entities, isAboutHome, window }: Wanted): Promise<Happened[]> {
  const habits = await runHabits(asked.tx, asked.home);
  const appliances = entities.filter((entity) => {
    const own = habits.get(entity.key);
    return isOfKind(entity, "power") && (own ? isToldEachTime(own) : !isAboutHome);
  });
  return (await runsOf(asked, appliances, window, habits)).map(({ entity, spell, energy }): Happened => {
    const { isCarried, isOngoing } = spell;
    const text = asked.language.says.ran(calledAs(entity), isOngoing);
    const span = { from: isCarried ? undefined : spell.from, to: isOngoing ? undefined : spell.to };
    const kwh = energy === undefined || isCarried || isOngoing ? undefined : energy / 1000;
    const citation = { ...cited(asked, entity, spell.from, spell.state), text };
    return { at: spell.from, entity: entity.key, kind: "ran", text, span, kwh, citation };
  });
}

async function episodes(asked: Asked, { entities, isAboutHome, window }: Wanted): Promise<Happened[]> {
  const byKey = new Map(entities.map((entity) => [entity.key, entity]));
  const keys = [...(isAboutHome ? [0] : []), ...byKey.keys()];
  const span = { from: fromMicroseconds(window.from), to: fromMicroseconds(window.to) };
  const rows = await episodesTouching(asked.tx, { home: asked.home, kinds: KINDS, entities: keys, ...span });
  return rows.flatMap((episode) => toldAs(asked, episode, byKey.get(episode.entity_id), window) ?? []);
}

/** Over, and worth its sentence; or it goes on. */
function toldAs(
  asked: Asked,
  episode: Episode,
  entity: KnownEntity | undefined,
  window: Between,
): Happened | undefined {
  const { started_at, ended_at, told, entity_id, kind } = episode;
  const end = ended_at === null ? Number.POSITIVE_INFINITY : toMicroseconds(ended_at);
  if (ended_at !== null && (told === null || end > window.to)) return undefined;
  const text = sentenceFor(episode, entity, asked.language.episodes, false) + reasonOf(episode, entity);
  const from = toMicroseconds(started_at);
  return {
    at: Math.max(from, window.from),
    entity: entity_id,
    kind,
    text,
    span: { from: kind === "failed" ? from : undefined, to: undefined },
    citation: { at: started_at, entity_id: entity?.entity_id ?? null, text },
  };
}

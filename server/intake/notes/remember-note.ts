import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Call, command } from "#server/command.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { redact } from "#server/redact.ts";
import { Refusal } from "#server/refusal.ts";
import { NOTE, type Observation } from "#server/store/memory/observation.ts";
import { timeline } from "#server/store/memory/timeline.ts";
import { intakeOf } from "../connected-homes.ts";
import { storableJson } from "../observe/storable.ts";
import type { Watched } from "../watched.ts";
import { Note, NoteKept } from "./contract.ts";
import { isEntityKnown, userOf } from "./queries.ts";

/** So long an answer waits for the database; the note is kept all the same. */
const PATIENCE_MS = 3_000;

export const rememberNote = command({
  name: "memory/remember",
  summary: "Keeps a note of a person or an automation as an event: searched, told and forgotten like all others",
  access: "add",
  isForSpeakers: true,
  input: Note,
  output: NoteKept,
  async run(note, call) {
    const { rememberer, now } = watchedIn(call);
    if (note.entity_id) await refuseUnknown(call, note.entity_id);
    const observation = await noted(note, call, now());
    refuseUnwanted(rememberer, observation);
    rememberer.push(observation);
    await Promise.race([rememberer.backlog.flushed(), pause(PATIENCE_MS)]);
    return { at: observation.at, ...(await told(observation.at, call)) };
  },
});

function watchedIn({ world, home }: Call): Watched {
  const watched = intakeOf(world).of(home);
  if (watched) return watched;
  throw new Refusal("not_started", "HomeOps is still starting; try again in a moment", {
    status: 503,
    retryAfterSeconds: 2,
  });
}

async function refuseUnknown({ db, home }: Call, entityId: string): Promise<void> {
  if (await isEntityKnown(db, home, entityId)) return;
  throw new Refusal("unknown_entity", `There is no ${entityId} in this home; house/entities lists those there are`, {
    status: 404,
  });
}

/** Two notes of one millisecond are two. */
async function noted({ text, entity_id, kind }: Note, { asker, home, world }: Call, now: number): Promise<Observation> {
  const user = asker.kind === "person" ? await userOf(world.db.for("asked"), home, asker.personId) : undefined;
  const by = asker.kind === "speaker" ? "automation or voice satellite" : asker.kind;
  const at = Math.floor(now * 1000) + Math.floor(Math.random() * 1000);
  return {
    ...{ at: fromMicroseconds(at), type: NOTE, entityId: entity_id ?? null, state: null, source: "live" },
    attributes: storableJson(redact({ text: written(text), ...(kind && { kind: written(kind) }), from: by })),
    context: { id: randomUUID().replaceAll("-", ""), parent_id: null, user_id: user ?? null },
  };
}

const written = (text: string): string => text.replaceAll("\0", " ").toWellFormed();

function refuseUnwanted({ entrance, isLeftOut, isShut }: Watched["rememberer"], observation: Observation): void {
  if (isShut) throw new Refusal("no_room", "HomeOps has reached its cap; raise it, or keep less");
  if (entrance.isSilent(observation))
    throw new Refusal("paused", "Remembering is paused; resume it, or tell it afterwards", { status: 409 });
  if (isLeftOut(observation))
    throw new Refusal("left_out", "This is kept out of the memory; see memory/left-out", { status: 409 });
}

/** As whoever asks may see it; nothing while the database is away. */
async function told(at: string, { db, home, world }: Call) {
  const to = fromMicroseconds(toMicroseconds(at) + 1);
  const page = { home, from: at, to, kinds: [NOTE], attributes: false, limit: 1, now: world.clock.now() };
  const [item] = (await timeline(db, page)).items;
  return { event: item?.event ?? null, sentence: item?.sentence ?? null };
}

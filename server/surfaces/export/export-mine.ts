import { EVENT_COLUMNS, HOUR_COLUMNS } from "#server/columns.ts";
import { type Call, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { exportsOf } from "../export-desk.ts";
import { type Me, meIn } from "../me.ts";
import { countedOf, firstOf, notesOf, thingsOf } from "../what-is-mine.ts";
import { NoChoice, OfferedArchive } from "./contract.ts";
import { csv } from "./csv.ts";
import { rowsOf } from "./read-rows.ts";
import { zip } from "./zip.ts";

export const exportMine = command({
  name: "people/export-mine",
  isForGuests: true,
  summary: "Take along one's own movements and notes: a ZIP archive of CSV and JSON Lines; answers where to fetch it",
  access: "own",
  isForOwner: true,
  input: NoChoice,
  output: OfferedArchive,
  async run(_, call) {
    const me = await meIn(call);
    const mine = await mineOf(call, me);
    const name = `homeops-mine-${instantOf(call.world.clock.now()).slice(0, 10)}.zip`;
    const ticket = exportsOf(call.world).offer({
      name,
      type: "application/zip",
      pieces: () => zip(filesOf(call, mine)),
    });
    return { path: `api/export/${ticket}`, name, events: mine.events, notes: mine.notes.length };
  },
});

type Mine = Awaited<ReturnType<typeof mineOf>>;

const MOST_NOTES = 100_000;

const mineOf = ({ db, home, world }: Call, me: Me) =>
  db.transaction(async (tx) => {
    const things = (await thingsOf(tx, { home, ...me })).map((thing) => ({ ...thing, unit: null }));
    const ids = things.map(({ id }) => id);
    const to = instantOf(world.clock.now());
    return {
      things,
      events: (await countedOf(tx, { home, ids })).reduce((sum, { events }) => sum + events, 0),
      notes: await notesOf(tx, { home, ...me, limit: MOST_NOTES }),
      span: { from: (await firstOf(tx, { home, ids }))?.at ?? to, to },
    };
  });

/** Read when it is fetched, as the asker may see it then. */
function filesOf({ db, home }: Call, { things, notes, span }: Mine) {
  const rows = (what: "events" | "hours") =>
    rowsOf(db, {
      home,
      things,
      isEverything: false,
      wanted: { what, format: "csv", ...span, entities: [], areas: [] },
    });
  return [
    { name: "movements.csv", pieces: csv(EVENT_COLUMNS, rows("events")) },
    { name: "hours.csv", pieces: csv(HOUR_COLUMNS, rows("hours")) },
    { name: "notes.jsonl", pieces: jsonLines(notes) },
    { name: "things.jsonl", pieces: jsonLines(things.map(({ id: _, unit: __, ...thing }) => thing)) },
  ];
}

async function* jsonLines(rows: readonly object[]): AsyncGenerator<Uint8Array> {
  for (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`);
}

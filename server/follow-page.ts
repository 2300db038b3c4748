import type { Call } from "./command.ts";
import { failure } from "./failure.ts";
import type { Opened } from "./feed.ts";
import { ofHome } from "./of-home.ts";
import { soon } from "./soon.ts";

const GATHER = { seconds: 0.5 };

interface Followed<Page> {
  /** For the log: "the live batteries". */
  readonly name: string;
  /** Of the database: what tells that it may be another. */
  readonly channels: readonly string[];
  /** Where some of it is only a matter of time. */
  readonly again?: { minutes: number };
  read(): Promise<Page>;
  /** What of it is news; left out: all. */
  markOf?(page: Page): unknown;
}

/** A page about a home, and again each time that it is another. */
export async function followPage<Page>(
  { name, channels, again, read, markOf = (page) => page }: Followed<Page>,
  { world: { clock, db, log }, home }: Call,
  send: (items: Page[]) => void,
): Promise<Opened<Page>> {
  let last = "";
  async function tell(): Promise<void> {
    const page = await read();
    const mark = JSON.stringify(markOf(page));
    if (mark === last) return;
    last = mark;
    send([page]);
  }
  const look = soon(clock, GATHER, tell, (error) => log.warn(`${name} fell behind`, failure(error)));
  const listening: AsyncDisposable[] = [];
  for (const channel of channels) listening.push(await db.listen(channel, ofHome(home, look.call)));
  const first = await read();
  last = JSON.stringify(markOf(first));
  if (again) listening.push(clock.every(again, async () => look.call()));
  return {
    snapshot: [first],
    async close() {
      for (const one of listening) await one[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}

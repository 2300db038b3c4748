import { AsyncLocalStorage } from "node:async_hooks";
import type { Sql } from "sql-template-tag";
import { BEING_READIED, DatabaseAway, DatabaseBusy, DatabaseHeld } from "#server/database-away.ts";
import { type Circuit, circuit } from "./circuit.ts";
import { type Deadline, deadlineOf } from "./deadline.ts";
import { KINDS, type Kind } from "./kind-of-work.ts";

/** Anything that answers SQL: the database itself, or a transaction on it. Instants come back as ISO text with microseconds. */
export interface Queries {
  rows<Row>(query: Sql): Promise<Row[]>;
  row<Row>(query: Sql): Promise<Row | undefined>;
  /** How many rows the statement changed. */
  run(query: Sql): Promise<number>;
}

export interface Transactions extends Queries {
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
}

/** Queries run under the server's own role; a person's, under row level security as that person. Itself it is for background work. */
export interface Database extends Transactions, AsyncDisposable {
  readonly engine: Engine["name"];
  /** The same, within the limits of another kind of work. */
  for(kind: Kind): Transactions;
  as(personId: string): Transactions;
  /** A voice satellite in this home, which hears of what is exposed to Assist. */
  speakerIn(home: number): Transactions;
  /** The login itself, which owns the tables: migrations, and nothing else. */
  readonly owner: Transactions & { script(text: string): Promise<void> };
  listen(channel: string, heard: Heard): Promise<AsyncDisposable>;
  /** Why what is told is not heard but looked for each second, and what to do; undefined where it is heard. @throws Refusal `two_databases` */
  silence(): Promise<string | undefined>;
  /** What each transaction is told first from now on as well, as SQL: `; set local …`. */
  beginWith(words: string): void;
  /** Why it did not answer when it was last asked; undefined where it did. */
  away(): string | undefined;
  /** Until the returned function is called, all but the owner are told that it is away, and why, as far as there is more to say. */
  hold(why?: () => string | undefined): () => void;
  /** What is done with it while it is held; undefined where that is over soon. */
  held(): string | undefined;
}

/** Undefined: something may have been missed, because the connection was lost for a while. */
export type Heard = (payload: string | undefined) => void;

/** What an engine must provide; everything else is written once, below. */
export interface Engine extends AsyncDisposable {
  readonly name: "postgresql" | "embedded";
  /** Whether a statement can be told how long it may take; if not, what comes too late is waited for. */
  readonly cancels: boolean;
  /** When it last answered anybody, by performance.now(): of one whose only session all share. */
  answeredAt?(): number;
  connect(kind: Kind): Promise<Session>;
  listen(channel: string, heard: Heard): Promise<AsyncDisposable>;
  silence(): Promise<string | undefined>;
}

export interface Session {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; count: number }>;
  /** A session that failed without an SQLSTATE is in an unknown state and must not be used again. */
  release(isBroken?: boolean): void;
}

/** What stands between a caller and an engine. */
type Way = { engine: Engine; kind: Kind; line: Circuit; letIn?(): void };
type Begin = (session: Session) => Promise<unknown>;

export function openDatabase(engine: Engine): Database {
  const line = circuit();
  let holding: { why(): string | undefined } | undefined;
  const letIn = () => {
    if (holding) throw new DatabaseHeld(holding.why());
  };
  let words = ""; // all of it for one transaction only: the next one in this session may be somebody else's
  const asServer = (kind: Kind) =>
    transactions({ engine, kind, line, letIn }, (session) =>
      session.query(`begin; set local role homeops_server${limit(engine, kind)}${words}`),
    );
  const asPerson = (setting: "app.person" | "app.speaker", value: string) =>
    transactions({ engine, kind: "asked", line, letIn }, async (session) => {
      await session.query(`begin; set local role homeops_person${limit(engine, "asked")}${words}`);
      await session.query("select set_config($1, $2, true)", [setting, value]);
    });
  const upkeep = { engine, kind: "upkeep", line } as const;
  return {
    engine: engine.name,
    ...asServer("background"),
    for: asServer,
    as: (personId) => asPerson("app.person", personId),
    speakerIn: (home) => asPerson("app.speaker", String(home)),
    owner: {
      ...transactions(upkeep, (session) => session.query(`begin${limit(engine, "upkeep")}${words}`)),
      script: (text) => withSession(upkeep, (session) => session.query(text)).then(() => {}),
    },
    listen: (channel, heard) => engine.listen(channel, heard),
    silence: () => line.learn(() => engine.silence()),
    beginWith(told) {
      words += told;
    },
    away: () => line.away() ?? (holding && (holding.why() ?? BEING_READIED)),
    hold(why = () => undefined) {
      holding = { why };
      return () => {
        holding = undefined;
      };
    },
    held: () => holding?.why(),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** A server that answers ends a slow statement itself, a little before we give the connection up. */
const limit = ({ cancels }: Engine, kind: Kind): string =>
  cancels ? `; set local statement_timeout = ${KINDS[kind].seconds * 900}` : "";

const openOn = new AsyncLocalStorage<Engine>();

function transactions(way: Way, begin: Begin): Transactions {
  const transaction: Transactions["transaction"] = async (work) => {
    way.letIn?.(); // first of all: an embedded database has one session, and who holds it is busy with that
    return withSession(way, async (session) => {
      try {
        await begin(session);
        const result = await openOn.run(way.engine, () => work(queriesOn(session)));
        await session.query("commit");
        return result;
      } catch (error) {
        // A lost connection has rolled back already, and one that is silent would be silent once more.
        if (!(error instanceof DatabaseAway)) await session.query("rollback").catch(() => {});
        throw error;
      }
    });
  };
  return {
    transaction,
    rows: (query) => transaction((tx) => tx.rows(query)),
    row: (query) => transaction((tx) => tx.row(query)),
    run: (query) => transaction((tx) => tx.run(query)),
  };
}

// PGlite has one session, so waiting for a second inside a transaction would wait for ever.
async function withSession<T>({ engine, kind, line }: Way, work: (session: Session) => Promise<T>): Promise<T> {
  if (openOn.getStore() === engine) throw new Error("Inside a transaction, query through its tx");
  const deadline = deadlineFor(engine, kind);
  const inSession = async () => {
    const session = await connected(engine.connect(kind), deadline);
    let isBroken = false;
    try {
      return await work(timed(session, deadline));
    } catch (error) {
      isBroken = !hasSqlState(error);
      throw error;
    } finally {
      session.release(isBroken);
    }
  };
  return kind === "asked" ? line.ask(inSession) : line.learn(inSession);
}

/** Where all share one session, whoever waits while others are answered has not found the database away. */
function deadlineFor({ answeredAt }: Engine, kind: Kind): Deadline {
  const began = performance.now();
  const seconds = KINDS[kind][answeredAt ? "sharing" : "seconds"];
  return deadlineOf(seconds, () =>
    answeredAt && answeredAt() > began
      ? new DatabaseBusy(`others were answered for ${seconds} seconds`)
      : new DatabaseAway(`it has not answered for ${seconds} seconds`),
  );
}

/** One that comes too late goes back. */
function connected(connecting: Promise<Session>, deadline: Deadline): Promise<Session> {
  return deadline.keep(connecting).catch((error: unknown) => {
    connecting.then(
      (session) => session.release(),
      () => {},
    );
    throw error;
  });
}

const timed = (session: Session, deadline: Deadline): Session => ({
  ...session,
  query: (text, values) => deadline.keep(session.query(text, values)),
});

function queriesOn(session: Session): Queries {
  const ask = ({ text, values }: Sql) => {
    if (values.includes(undefined))
      throw new TypeError(`undefined among the parameters of: ${text.trim().slice(0, 80)}`);
    return session.query(text, values);
  };
  return {
    rows: async <Row>(query: Sql) => (await ask(query)).rows as Row[],
    row: async <Row>(query: Sql) => (await ask(query)).rows[0] as Row | undefined,
    run: async (query) => (await ask(query)).count,
  };
}

export const hasSqlState = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && "code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code);

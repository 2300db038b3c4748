import { AsyncLocalStorage } from "node:async_hooks";
import type { Sql } from "sql-template-tag";

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

/** Queries run under the server's own role; a person's, under row level security as that person. */
export interface Database extends Transactions, AsyncDisposable {
  readonly engine: Engine["name"];
  as(personId: string): Transactions;
  /** The login itself, which owns the tables: migrations, and nothing else. */
  readonly owner: Transactions & { script(text: string): Promise<void> };
  listen(channel: string, heard: (payload: string) => void): Promise<AsyncDisposable>;
}

/** What an engine must provide; everything else is written once, below. */
export interface Engine extends AsyncDisposable {
  readonly name: "postgresql" | "embedded";
  connect(): Promise<Session>;
  listen(channel: string, heard: (payload: string) => void): Promise<AsyncDisposable>;
}

export interface Session {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; count: number }>;
  /** A session that failed without an SQLSTATE is in an unknown state and must not be used again. */
  release(isBroken?: boolean): void;
}

type Begin = (session: Session) => Promise<unknown>;

export function openDatabase(engine: Engine): Database {
  return {
    engine: engine.name,
    ...transactions(engine, (session) => session.query("begin; set local role homeops_server")),
    as: (personId) =>
      transactions(engine, async (session) => {
        await session.query("begin; set local role homeops_person");
        await session.query("select set_config('app.person', $1, true)", [personId]);
      }),
    owner: {
      ...transactions(engine, (session) => session.query("begin")),
      script: (text) => withSession(engine, (session) => session.query(text)).then(() => {}),
    },
    listen: (channel, heard) => engine.listen(channel, heard),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

const openOn = new AsyncLocalStorage<Engine>();

function transactions(engine: Engine, begin: Begin): Transactions {
  const transaction: Transactions["transaction"] = (work) =>
    withSession(engine, async (session) => {
      await begin(session);
      try {
        const result = await openOn.run(engine, () => work(queriesOn(session)));
        await session.query("commit");
        return result;
      } catch (error) {
        await session.query("rollback").catch(() => {}); // a lost connection has rolled back already
        throw error;
      }
    });
  return {
    transaction,
    rows: (query) => transaction((tx) => tx.rows(query)),
    row: (query) => transaction((tx) => tx.row(query)),
    run: (query) => transaction((tx) => tx.run(query)),
  };
}

// PGlite has one session, so waiting for a second inside a transaction would wait for ever.
async function withSession<T>(engine: Engine, work: (session: Session) => Promise<T>): Promise<T> {
  if (openOn.getStore() === engine) throw new Error("Inside a transaction, query through its tx");
  const session = await engine.connect();
  let isBroken = false;
  try {
    return await work(session);
  } catch (error) {
    isBroken = !hasSqlState(error);
    throw error;
  } finally {
    session.release(isBroken);
  }
}

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

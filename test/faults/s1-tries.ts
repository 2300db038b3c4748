import pg from "pg";
import type { FilledHome } from "./s1-fill.ts";

/** Who asks, as the one setting says that a tenant has: whose rows may be seen, and which setting says so. */
export type Tenant = {
  called: string;
  setting?: readonly ["app.person" | "app.speaker", string];
  sees?: FilledHome;
  /** A login of the SQL door, which is a person by itself; else the role is assumed as the server does. */
  login?: string;
};
/** What was read of whom, or why it was refused. */
export type Outcome = { own: number; foreign: number; refused?: string };

/** Refused for want of a right, because a view or a number that is made takes no value, or because a setting is no id. */
const REFUSALS = new Set(["42501", "55000", "428C9", "22P02", "0A000"]);

const marks = ({ name, rows }: FilledHome, first: number) => {
  const ids = [...rows.values()].map(({ id }) => id).filter((id) => typeof id === "string");
  return [name, `${Math.floor(first / 100_000)}\\d{5}`, ...ids].join("|");
};

export type Asking = AsyncDisposable & {
  /** Under the person's role, and taken back. */
  ask(tenant: Tenant, statement: string): Promise<Outcome>;
};

type Told = { homes: readonly (readonly [FilledHome, number])[]; url: string; logins: readonly string[] };

/** A connection in which nobody ever said who asks, where the tenant has no setting. */
export async function asking({ url, homes, logins }: Told): Promise<Asking> {
  const telling = new pg.Client({ connectionString: url });
  const silent = new pg.Client({ connectionString: url });
  const own = new Map(logins.map((login) => [login, new pg.Client({ connectionString: byLogin(url, login) })]));
  const clients = [telling, silent, ...own.values()];
  for (const client of clients) await client.connect();
  const patterns = new Map(homes.map(([home, first]) => [home, new RegExp(marks(home, first))]));
  const belongs = (line: string, home: FilledHome) => patterns.get(home)?.test(line) ?? false;

  return {
    async ask({ setting, sees, login }, statement) {
      const client = own.get(login ?? "") ?? (setting ? telling : silent);
      const lines: string[] = [];
      const heard = ({ chunk }: { chunk: Buffer }) => void lines.push(chunk.toString());
      const wire = client as pg.Client & { connection: NodeJS.EventEmitter };
      wire.connection.on("copyData", heard);
      let refused: string | undefined;
      const role = login ? "" : "; set local role homeops_person";
      const said = setting ? `; select set_config('${setting[0]}', ${client.escapeLiteral(setting[1])}, true)` : "";
      await client.query(`begin read write${role}${said}`);
      try {
        const { rows } = await client.query(statement);
        for (const row of rows) lines.push(JSON.stringify(row));
      } catch (error) {
        refused = (error as { code?: string }).code ?? String(error);
        if (!REFUSALS.has(refused)) throw new Error(`${statement}: ${error}`, { cause: error });
      } finally {
        await client.query("rollback");
        wire.connection.off("copyData", heard);
      }
      const others = homes.map(([home]) => home).filter((home) => home !== sees);
      const seen = sees ? lines.filter((line) => belongs(line, sees)).length : 0;
      const foreign = lines.filter((line) => others.some((home) => belongs(line, home))).length;
      return { own: seen, foreign, ...(refused !== undefined && { refused }) };
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.end();
    },
  };
}

export const PASSWORD = "plain";

function byLogin(url: string, login: string): string {
  const own = new URL(url);
  own.username = login;
  own.password = PASSWORD;
  return own.href;
}

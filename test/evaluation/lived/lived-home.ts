import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { asking } from "#server/surfaces/ask/ask.ts";
import { startPostgres } from "../../world/postgres.ts";
import { DAY, type MadeHome } from "../health/made-home.ts";
import { playHome } from "../health/play-home.ts";
import { lakeHouse } from "./lake-house.ts";
import { stadthaus } from "./stadthaus.ts";

const homes: Readonly<Record<string, MadeHome>> = { "lake-house": lakeHouse, stadthaus };
const LIVED = "lived/";

export interface AskedHome {
  ask(name: string, input: unknown): Promise<unknown>;
  /** "-1d 07:20:15": a day counted from the day that it is, and the wall clock; milliseconds since the epoch. */
  instantOf(wall: string): number;
}

export const isLived = (home: string): boolean => home.startsWith(LIVED);

/** A home that the rooms of a server have lived through, with findings, forecasts and devices as they are at its last hour. */
export async function inLivedHome<T>(name: string, use: (home: AskedHome) => Promise<T>): Promise<T> {
  const made = homes[name.slice(LIVED.length)];
  const command = asking.commands?.find((one) => one.name === "ask/question");
  if (!made || !command) throw new Error(`No home is called ${name}`);
  await using server = await startPostgres();
  await using db = openDatabase(postgres(server.url));
  await migrate(db);
  const used: T[] = [];
  await playHome(db, made, async ({ world, home }) => {
    const call = { db, world, home, asker: { kind: "owner" as const } };
    used.push(
      await use({
        ask: async (_, input) => command.run(command.input.parse(input), call as never),
        instantOf: instantIn(made),
      }),
    );
  });
  const [answer] = used;
  if (answer === undefined) throw new Error(`${name} was not asked`);
  return answer;
}

const instantIn =
  ({ to }: MadeHome) =>
  (wall: string) => {
    const [, days = "", clock = ""] = /^([+-]\d+)d (\d\d:\d\d:\d\d)$/.exec(wall) ?? [];
    const midnight = Math.floor(to / DAY) * DAY + Number(days) * DAY;
    return Date.parse(`${new Date(midnight * 1_000).toISOString().slice(0, 10)}T${clock}Z`);
  };

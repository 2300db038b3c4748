import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { memoryHome, seen } from "#server/store/memory/testing.ts";
import { figure, isFull } from "./figures.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const KILLS = isFull ? 400 : 9;
const [DAYS, ENTITIES, EACH] = [3, 6, isFull ? 1_500 : 200];
const FIRST = Date.parse("2026-11-10T00:00:00Z");

it("R24: days are sealed and opened by a process that is killed again and again, and each event is there once", async () => {
  await using database = await testDatabaseUrl();
  await using db = openDatabase(postgres(database.url));
  await migrate(db);
  const home = await memoryHome(db);
  for (let day = 0; day < DAYS; day++)
    for (let entity = 0; entity < ENTITIES; entity++)
      await home.remember(
        ...Array.from({ length: EACH }, (_, i) => {
          const at = new Date(FIRST + day * 86_400_000 + Math.floor((i / EACH) * 86_000_000) + entity).toISOString();
          return seen(`sensor.s${entity}`, at.replace("Z", "000+00:00"), { state: `${i % 50}.${entity}` });
        }),
      );
  while ((await closeDue({ db, clock: { ...systemClock, now: () => FIRST + 9 * 86_400_000 } })) > 0);
  const told = () =>
    db.row<{ n: number; sum: string; listed: number; both: number; sealed: number }>(sql`
      select count(*)::int as n, sum(hashtextextended(told::text, 0))::text as sum,
        (select sum(cardinality(times))::int
         from memory.postings_between(${home.home}::int, '2026-11-01', '2026-12-01', array(select id from house.entity))) as listed,
        (select count(*)::int from memory.sealed
         join memory.event on event.entity_id = sealed.entity_id and event.at between sealed.first_at and sealed.last_at) as both,
        (select coalesce(sum(n), 0)::int from memory.sealed) as sealed
      from memory.events_between(${home.home}::int, '2026-11-01', '2026-12-01', null) as told`);
  const before = await told();
  expect(before).toMatchObject({ n: DAYS * ENTITIES * EACH, listed: DAYS * ENTITIES * EACH, both: 0, sealed: 0 });
  const states = new Set<string>();
  for (let kill = 0; kill < KILLS; kill++) {
    const at = isFull && kill % 4 === 3 ? 0 : 1 + kill * (isFull ? 1 : 6);
    const sealer = spawn(process.execPath, ["test/faults/r24-sealer.ts", database.url, String(at)], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (at === 0) sealer.stdout.once("data", () => setTimeout(() => sealer.kill("SIGKILL"), Math.random() * 1_500));
    const [, signal] = await once(sealer, "exit");
    expect(signal).toBe("SIGKILL");
    const after = await told();
    expect(after).toEqual({ ...before, sealed: after?.sealed });
    states.add(after?.sealed === 0 ? "plain" : after?.sealed === before?.n ? "sealed" : "in part");
  }
  expect(states).toContain("in part");
  figure(
    "R24",
    `${before?.n} events of ${DAYS} days sealed and opened by a process that was killed ${KILLS} x: none lost, none doubled`,
  );
}, 6_000_000);

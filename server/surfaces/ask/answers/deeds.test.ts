import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { seen } from "#server/store/memory/testing.ts";
import { answerQuestion } from "../answer-question.ts";
import { german } from "../language/de/de.ts";
import { english } from "../language/en/en.ts";
import { namedHome } from "../testing.ts";

const NOW = Date.parse("2026-11-26T13:30:00Z");
const THINGS = {
  "person.anna": { name: "Anna" },
  "lock.front": { name: "Front lock", area: "Hall", aliases: ["Haustürschloss"] },
  "light.hall": { name: "Hall light", area: "Hall", aliases: ["Flurlicht"] },
  "light.kitchen": { name: "Kitchen light", area: "Kitchen", aliases: ["Küchenlicht"] },
  "light.attic": { name: "Attic light", area: "Attic" },
};

it("lists what one person did, and counts it only where every doer is known", async () => {
  await using db = await testDatabase();
  const home = await namedHome(db, THINGS, "2026-11-24T23:00:00Z");
  await db.run(sql`
    insert into house.item (home_id, connection_id, kind, item_id, name, body)
    values (${home.home}, ${home.connectionId}, 'user', 'u-anna', 'Anna', '{}'::jsonb)`);
  await home.lived(
    "2026-11",
    "24 23:00:00 lock.front locked",
    ...["hall", "kitchen", "attic"].map((one) => `24 23:00:00 light.${one} off`),
  );
  const byAnna = (entity: string, clock: string, state: string) =>
    seen(entity, `2026-11-25T${clock}.000000+00:00`, { state, context: { id: clock, user_id: "u-anna" } });
  await home.remember(
    byAnna("lock.front", "08:00:00", "unlocked"),
    byAnna("lock.front", "09:00:00", "locked"),
    byAnna("lock.front", "17:00:00", "unlocked"),
    byAnna("light.hall", "18:00:00", "on"),
    byAnna("light.kitchen", "18:05:00", "on"),
  );
  await home.lived("2026-11", "25 18:30:00 light.attic on", "25 19:00:00 light.hall off", "25 19:30:00 light.hall on");
  const ask = async (question: string, language = english) => {
    const asking = { home: home.home, language, now: NOW, present: new Map() };
    return (await db.transaction((tx) => answerQuestion(tx, question, asking))).answer.result;
  };
  const lights = { kind: "list", value: ["light.hall", "light.kitchen"] };
  expect(await ask("which lights did Anna turn on yesterday")).toEqual(lights);
  expect(await ask("welche Lichter hat Anna gestern eingeschaltet", german)).toEqual(lights);
  expect(await ask("how many times did Anna unlock the front lock yesterday")).toEqual({ kind: "count", value: 2 });
  expect(await ask("wie oft hat Anna gestern das Haustürschloss aufgesperrt", german)).toMatchObject({ value: 2 });
  expect(await ask("how many times did Anna turn on the hall light yesterday")).toMatchObject({ kind: "none" });
});

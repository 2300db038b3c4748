import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { answerQuestion } from "./answer-question.ts";
import { english } from "./language/en/en.ts";
import { namedHome } from "./testing.ts";

const NOW = Date.parse("2026-11-26T13:30:00Z");

it("says that the past is still being read, not that nothing was recorded, while it comes in", async () => {
  await using db = await testDatabase("embedded");
  const door = { name: "Back door", deviceClass: "door" };
  const home = await namedHome(db, { "binary_sensor.back_door": door }, "2026-11-26T12:00:00Z");
  const ask = async (question: string) => {
    const asking = { home: home.home, language: english, now: NOW, keepsVoice: false, present: new Map() };
    return (await db.transaction((tx) => answerQuestion(tx, question, asking))).answer.answer;
  };
  const importing = (state: "running" | "done") =>
    db.run(sql`
      insert into memory.import (connection_id, home_id, part, state, reached, done)
      values (${home.connectionId}, ${home.home}, 'history', ${state}, '2026-11-26T10:00:00Z', 10)
      on conflict (connection_id, part) do update set state = excluded.state`);
  for (const question of ["when did the back door open yesterday?", "what happened last night?"]) {
    await importing("running");
    expect(await ask(question)).toBe("The past of this home is being read just now; ask again in a minute.");
    await importing("done");
    expect(await ask(question)).toMatch(/^Nothing was recorded before today at 13:00/);
  }
});

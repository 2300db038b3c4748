import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { answerQuestion } from "../answer-question.ts";
import { german } from "../language/de/de.ts";
import { english } from "../language/en/en.ts";
import { namedHome } from "../testing.ts";

/** Ten evenings on which somebody came into the hall and the lamp went on, and the eleventh. */
const evenings = Array.from({ length: 11 }, (_, i) => 10 + i).flatMap((day) => [
  `${day} 17:00:00 binary_sensor.hall on`,
  `${day} 17:00:02 light.hall on`,
  `${day} 17:05:00 binary_sensor.hall off`,
  `${day} 17:10:00 light.hall off`,
]);

it("says that no cause is recorded, and what usually comes before, as a guess", async () => {
  await using db = await testDatabase();
  const home = await namedHome(
    db,
    {
      "binary_sensor.hall": { name: "Hall motion", area: "Hall", deviceClass: "motion" },
      "light.hall": { name: "Hall light", area: "Hall" },
    },
    "2026-11-09T00:00:00Z",
  );
  await home.lived("2026-11", "09 00:00:00 binary_sensor.hall off", "09 00:00:00 light.hall off", ...evenings);
  const now = Date.parse("2026-11-20T20:00:00Z");
  const place = { home: home.home, now, present: new Map() };
  const ask = async (question: string, language: typeof english) =>
    (await db.transaction((tx) => answerQuestion(tx, question, { ...place, language }))).answer;
  const answer = await ask("why did the hall light turn on?", english);
  expect(answer.answer).toContain(
    "Nothing is recorded as the cause; usually Hall motion detected motion within 5 s before (10 of 10 times, by chance 0 would be expected). That is a guess.",
  );
  expect(String(answer.result.value)).not.toContain("Hall motion");
  expect(answer.confidence).toBeLessThan(0.7);
  const deutsch = await ask("warum ging Hall light an?", german);
  expect(deutsch.answer).toContain(
    "Als Ursache ist nichts aufgezeichnet; meist geht höchstens 5 s voraus: Hall motion",
  );
});

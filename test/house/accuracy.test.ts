import { describe, expect, it } from "vitest";
import { accuracyPage, firstRuns } from "../evaluation/accuracy.ts";
import { judge } from "../evaluation/judge.ts";
import { judgedLocally } from "../evaluation/local-cases.ts";
import { questionFiles } from "../evaluation/question-file.ts";
import type { Judged } from "../evaluation/questions.ts";
import { searchSets } from "../evaluation/search-sets.ts";

const asked = (verdict: Judged["verdict"], language: "en" | "de" = "en"): Judged => ({
  ...{ set: "home", language, verdict, ms: 20 },
  question: { ask: "when did it open", expect: { kind: "instant", value: "-1d 07:20:15" } },
  answer: { answer: "", result: { kind: "none", value: null } },
});
const search = { queries: 10, hybrid_recall_at_3: 0.9, hybrid_mrr: 0.8, hybrid_p95_ms: 4 };
const told = {
  answer: "It opened at 07:20.",
  result: { kind: "instant" as const, value: "2026-11-25T07:20:15Z" },
  understood: { intent: "last" as const, entities: [], from: null, to: null },
};

describe("the published accuracy", () => {
  it("says the shares of what was asked, of each language and set, and what first runs gave", () => {
    const page = accuracyPage({
      judged: [asked("exact"), asked("exact"), asked("wrong"), asked("unanswered", "de")],
      firstRuns: {
        questions: [{ what: "a new lot", sets: ["home"], questions: 76, exact: 0.5, wrong: 0.25 }],
        searches: [{ what: "new queries", sets: ["home"], queries: 30, recallAt3: 0.8, mrr: 0.7 }],
      },
      search,
    });
    expect(page).toContain("| all | 4 | 50.0 % | 25.0 % | 20 ms |");
    expect(page).toContain("| in German | 1 | 0.0 % | 0.0 % | 20 ms |");
    expect(page).toContain("| a new lot | 76 | 50.0 % | 25.0 % |");
    expect(page).toContain("| new queries | 30 | 80.0 % | 0.70 |");
    expect(page).toContain("| words and meaning, built in | 90.0 % | 0.80 | 4 ms |");
  });

  it("knows first runs of sets that exist, with as many questions as they have", () => {
    const files = questionFiles(new URL("../evaluation/questions", import.meta.url).pathname);
    for (const { sets, questions } of firstRuns().questions) {
      const those = files.filter(({ name }) => sets.includes(name));
      expect(those.length).toBe(sets.length);
      expect(those.flatMap((file) => file.questions).length).toBe(questions);
    }
  });

  it("knows first searches of sets that exist, with as many queries as they have", () => {
    const all = searchSets();
    for (const { sets, queries } of firstRuns().searches) {
      const those = all.filter(({ name }) => sets.includes(name));
      expect(those.length).toBe(sets.length);
      expect(those.flatMap((set) => set.queries).length).toBe(queries);
    }
  });

  it("takes a false value for wrong, and silence for unanswered", () => {
    const expected = { kind: "count", value: 2 } as const;
    const verdict = (kind: "count" | "none", value: number | null) =>
      judge({ result: { kind, value } }, expected, () => 0);
    expect([verdict("count", 2), verdict("count", 3), verdict("none", null)]).toEqual(["exact", "wrong", "unanswered"]);
  });

  it("judges a case of a home by the person's own words", () => {
    const now = (answer: string, value: string) => ({ answer, result: { kind: "instant" as const, value } });
    const correction = "18:31";
    expect(judgedLocally({ told, correction }, now("It opened at 18:31.", "2026-11-25T18:31:00Z"))).toBe("right");
    expect(judgedLocally({ told, correction }, now("It opened at 09:00.", "2026-11-25T09:00:00Z"))).toBe("changed");
    expect(judgedLocally({ told, correction: null }, told)).toBe("wrong");
  });
});

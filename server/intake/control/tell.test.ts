import { expect, it } from "vitest";
import { keepLessSentence, keepSentence, takenBackSentence } from "./tell.ts";

const MB = 1_000_000;
const going = { events: 1_234_567, bytes: 140.2 * MB };

it.each([
  [going, true, "This would remove 1.2 million events, 140 MB, the next night; that cannot be undone."],
  [{ events: 1, bytes: 80 }, false, "This removes 1 event, 80 bytes, the next night; that cannot be undone."],
  [{ events: 0, bytes: 0 }, true, "Nothing that is stored goes by this."],
])("says what goes: %j", (amount, isPreview, sentence) => {
  expect(keepSentence(amount, isPreview)).toBe(sentence);
});

it("says of a wish to keep less what can be undone and what cannot", () => {
  const wish = { detail: "rollups" as const, past: true };
  expect(keepLessSentence(wish, { ...going, isPreview: true })).toMatch(
    /can be taken back at any time\. Of what is stored 1\.2 million events, 140 MB would be removed, .* cannot be undone\.$/,
  );
  expect(keepLessSentence({ ...wish, past: false }, { ...going, isPreview: false })).toMatch(/What is stored stays\.$/);
});

it("says what a wish that is taken back has cost", () => {
  const told = { detail: "changes" as const, is_due: true, told_at: "2026-11-21T00:00:00+00:00", ...going };
  const span = { from: "2026-09-01", to: "2026-11-20" };
  expect(takenBackSentence("changes", { ...told, ...span })).toMatch(
    /kept again\. What was still to be removed stays\. Of the past 1\.2 million events, 140 MB from 2026-09-01 to 2026-11-20 were removed; they cannot come back\./,
  );
  expect(takenBackSentence("out", undefined)).toBe(
    "From now on it is remembered again. Nothing of the past was removed.",
  );
  expect(takenBackSentence(null, undefined)).toMatch(/nothing changes/);
});

import { type DigestTexts, plainDigests } from "./digest-text.ts";
import { weeklyLetter } from "./letters/weekly-letter.ts";

/** A person gets the letter of the week; the household, of which nobody knows who reads it, what was held back for it. */
export const weeklyDigest: DigestTexts["weekly"] = async (asked) => {
  const { world, home, reader, language } = asked;
  if (reader === null) return plainDigests.weekly(asked);
  const { title, text } = await weeklyLetter(world, { home, personId: reader, language });
  return { title, text };
};

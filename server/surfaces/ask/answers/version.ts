import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { unpack } from "#server/packed.ts";
import { contentAt, itemsNamed, type NamedItem } from "#server/store/changes/queries.ts";
import { stemmed } from "../words/stem.ts";
import { wordsOf } from "../words/tokens.ts";
import { type Asked, askBack, notKnown, type Outcome, SURE } from "./asked.ts";

/** What they are called where their version stands. */
const VERSIONS: Readonly<Record<string, string>> = { version: "version", device: "sw_version" };

/** Which version something is at, or was. */
export async function whichVersion(asked: Asked): Promise<Outcome> {
  const { tx, home, language, understood, windows, now } = asked;
  const words = understood.configuration?.words ?? [];
  const items = (await itemsNamed(tx, home)).filter(({ kind }) => Object.hasOwn(VERSIONS, kind));
  if (items.length === 0) return notKnown(language.configuration.unread);
  const [item, another] = closest(items, words, (word) => stemmed(word, language.endings));
  if (!item) return notKnown(language.says.unknown(words));
  if (another) return askBack(language.says.unclear([item, another].map(({ name }) => ({ name }))));
  const at = understood.when ? Math.min(now, windows.at(-1)?.to ?? now) : undefined;
  const known = await contentAt(tx, item, fromMicroseconds(at ?? now));
  if (!known) return notKnown(language.configuration.before({ ...asked, at: toMicroseconds(item.first_at) }));
  const version = ((await unpack(known.body)) as Record<string, unknown>)[VERSIONS[item.kind] ?? ""];
  if (typeof version !== "string") return notKnown(language.says.unknown(words));
  return {
    text: language.configuration.version({ ...asked, name: item.name, version, at }),
    result: { kind: "text", value: version },
    citations: [],
    confidence: SURE,
  };
}

/** Those whose names have all the words and the fewest others; what says its version itself before a device. */
function closest(items: readonly NamedItem[], words: readonly string[], stem: (word: string) => string): NamedItem[] {
  if (words.length === 0) return [];
  const fitting = items.flatMap((item) => {
    const own = wordsOf(item.name).map(stem);
    return words.every((word) => own.includes(word)) ? [{ item, rest: own.length - words.length }] : [];
  });
  const least = Math.min(...fitting.map(({ rest }) => rest));
  const best = fitting.filter(({ rest }) => rest === least).map(({ item }) => item);
  const own = best.filter(({ kind }) => kind === "version");
  return own.length > 0 ? own : best;
}

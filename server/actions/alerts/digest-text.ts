import type { Severity } from "#server/finding.ts";
import type { World } from "#server/world.ts";
import { type Language, languages } from "./words.ts";

export interface DigestLine {
  readonly title: string;
  readonly severity: Severity;
  readonly isOver: boolean;
}

export interface DigestAsked {
  readonly world: World;
  readonly home: number;
  /** null: the household, which is told of nobody's movements. */
  readonly reader: string | null;
  readonly language: Language;
  /** What was held back for it, the worst first. */
  readonly lines: readonly DigestLine[];
}

/** Where the words of a digest come from; undefined: there is nothing to say, and nothing is sent. */
type DigestText = (asked: DigestAsked) => Promise<{ title: string; text: string } | undefined>;
export type DigestTexts = Readonly<Record<"daily" | "weekly", DigestText>>;

const LINES = 20;

const plain =
  (kind: "daily" | "weekly"): DigestText =>
  async ({ lines, language }) => {
    if (lines.length === 0) return undefined;
    const { digests } = languages[language];
    const said = lines
      .slice(0, LINES)
      .map(({ title, isOver }) => (isOver ? digests.over.replace("{title}", () => title) : title));
    const more = lines.length > LINES ? [digests.more.replace("{count}", String(lines.length - LINES))] : [];
    return { title: digests[kind], text: [...said, ...more].join("\n") };
  };

/** A line each. */
export const plainDigests: DigestTexts = { daily: plain("daily"), weekly: plain("weekly") };

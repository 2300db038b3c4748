import type { Level } from "./level.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";

export interface ChannelWords {
  /** Channels of notifications as Android lists them in its settings. */
  readonly channels: Readonly<Record<Exclude<Level, "danger">, string>>;
  readonly open: string;
  readonly test: { readonly title: string; readonly text: string };
  /** What came of a test, and what to do. `why` is what the other side said. */
  readonly sent: string;
  readonly refused: (why: string) => string;
  readonly later: (why: string) => string;
  readonly unknown: (why: string) => string;
  /** Why somebody gets a letter. */
  readonly footer: string;
}

const languages = { en: english, de: german };

export const channelWords = (language: keyof typeof languages): ChannelWords => languages[language];

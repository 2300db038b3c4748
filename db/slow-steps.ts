import type { Migration } from "./migrate.ts";

/** From here on a step may meet 25 million rows; those before made these tables. */
const FIRST = 7;
const LARGE = [
  "memory.event",
  "memory.context",
  "memory.posting",
  "memory.telling",
  "memory.attributes",
  "series.hour",
  "series.five_minutes",
  "series.day",
];
/** Written behind a statement that touches few rows, with the reason. */
const BOUNDED = /--\s*bounded:/;

type Rule = { when: RegExp; unless?: RegExp; why: string };

/** `T` stands for a large table, as a statement may write it. */
const RULES: Rule[] = [
  {
    when: /\b(alter table (if exists )?(only )?T\b.*\b(alter (column )?\w+ (set data )?type|set (un)?logged|set access method|set tablespace)|cluster\b.*T\b|vacuum full\b.*T\b)/,
    why: "rewrites it under a lock; add a column, fill it in the background, and read both meanwhile",
  },
  {
    when: /\balter table (if exists )?(only )?T\b.*\badd (column )?(?!constraint|check|foreign|primary|unique|exclude).*\b(generated\b|default (?!now\(\))[^,]*\w\()/,
    why: "has a volatile default, which rewrites it under a lock; add the column empty, or with a constant",
  },
  {
    when: /\balter table (if exists )?(only )?T\b.*\b(add (constraint \w+ )?(check|foreign key|primary key|unique|exclude)|alter (column )?\w+ set not null)/,
    unless: /\bnot valid\b/,
    why: "reads all of it under a lock; say `not valid`, and validate in the background",
  },
  {
    when: /\bcreate (unique )?index\b.*\bon T\b/,
    why: "is built under a lock that keeps writers out; make it `on only` the table, and for each partition in the background",
  },
  {
    when: /\b(update (only )?T\b|delete from (only )?T\b|\b(from|join) (only )?T\b.*$)/,
    unless: /^create (or replace )?(function|view)\b/,
    why: "reads or writes all of it at once; do it in the background in bounded pieces, or say `-- bounded:` and why",
  },
];

/** Says of each statement of a step that would keep a home of years waiting why it would. */
export function slowSteps({ id, name, text }: Migration): string[] {
  if (id < FIRST) return [];
  return statements(text).flatMap((statement) => {
    if (BOUNDED.test(statement)) return [];
    const words = plain(statement);
    const rule = RULES.find(({ when, unless }) => when.test(words) && !unless?.test(words));
    return rule ? [`${String(id).padStart(4, "0")}-${name}: "${words.slice(0, 60)}" ${rule.why}`] : [];
  });
}

/** Each with the comment behind it; a body in dollar quotes stays in its statement. */
const statements = (text: string): string[] =>
  text.match(/(?:\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|'[^']*'|[^;'])+(?:;[ \t]*(?:--[^\n]*)?)?/g) ?? [];

const plain = (statement: string): string =>
  statement
    .replaceAll(/--[^\n]*/g, " ")
    .replaceAll('"', "")
    .toLowerCase()
    .replaceAll(new RegExp(`(?:${LARGE.join("|").replaceAll(".", "\\.")})(?![\\w.])`, "g"), "T")
    .replaceAll(/\s+/g, " ")
    .trim();

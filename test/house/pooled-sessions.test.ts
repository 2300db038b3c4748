import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** What lives in a session, which behind a transaction pooler is somebody else's after the commit. */
const KEPT_IN_SESSION: Record<string, RegExp> = {
  "a lock of the session": /\bpg_(try_)?advisory_(lock|unlock)/,
  "a setting of the session":
    /\bset\s+session\b|["'`;]\s*set\s+(?!local\b|transaction\b|\w+\s*=\s*excluded)(role|search_path|timezone|statement_timeout|\w+\.\w+\s*=)|\bset_config\([^)]*,\s*false\s*\)/i,
  "a named statement": /\bquery\(\s*\{[^}]*\bname:|["'`;]\s*(prepare|deallocate)\s+\w+/i,
  "a temporary table": /\bcreate\s+(local\s+)?temp(orary)?\s+(table|view|sequence)\b/i,
  "a cursor that outlives its transaction": /\bwith\s+hold\b/i,
  "all of a session": /["'`;]\s*(discard\s+\w+|reset\s+all)/i,
  "a name in the list of sessions": /\bpg_stat_activity\b/,
  "a parameter that a pooler does not know":
    /\b(statement_timeout|lock_timeout|idle_in_transaction_session_timeout):\s/,
};

/** Whose sessions are their own, and what only shows people the list of them. */
const ELSEWHERE =
  /\.test\.ts$|^db\/local\/|^db\/schema\.sql$|^server\/intake\/recorded\/(postgresql|mariadb)\.ts$|^server\/surfaces\/sql\/|^db\/migrations\/0713-/;

const found = (text: string): string[] =>
  Object.entries(KEPT_IN_SESSION).flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []));

describe("what runs behind a transaction pooler", () => {
  it("keeps nothing in a session", () => {
    const files = globSync("{db,server}/**/*.{ts,sql}");
    const wrong = files
      .filter((path) => !ELSEWHERE.test(path))
      .flatMap((path) => found(readFileSync(path, "utf8")).map((what) => `${path}: ${what}`));
    expect(files.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it.each([
    ["a lock of the session", "select pg_try_advisory_lock(1)"],
    ["a setting of the session", '"set role homeops_server"'],
    ["a setting of the session", "select set_config('app.person', $1, false)"],
    ["a named statement", 'client.query({ text, name: "events" })'],
    ["a temporary table", "create temp table batch as select 1"],
    ["a cursor that outlives its transaction", "declare c cursor with hold for select 1"],
    ["a parameter that a pooler does not know", "new pg.Pool({ statement_timeout: 5 })"],
  ])("would find %s", (what, text) => {
    expect(found(text)).toEqual([what]);
  });

  it.each([
    "select pg_advisory_xact_lock(1)",
    '"begin; set local role homeops_server"',
    "select set_config($1, $2, true)",
  ])("lets pass: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

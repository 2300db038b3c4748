import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const PAGE = "docs/reliability.md";
const HEAD = `# What was survived

Each row is a fault that was played in full by \`npm run faults -- ROW\`, and what was measured then. Small rounds of the same run in \`npm test\`.

| row | measured | on |
|---|---|---|
`;

/** `npm run faults -- R3 [R6 …]`, or all of them: the full figures, written to docs/reliability.md. */
async function main(rows: string[]): Promise<number> {
  const files = rows.length > 0 ? rows.flatMap(filesOf) : ["test/faults/"];
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-faults-"));
  const figures = path.join(folder.path, "figures");
  const env = { ...process.env, FAULTS: "full", FAULTS_FIGURES: figures };
  const { status } = spawnSync(process.execPath, ["test/run.ts", ...files], { stdio: "inherit", env });
  if (existsSync(figures)) note(readFileSync(figures, "utf8").trim().split("\n"));
  return status ?? 1;
}

function filesOf(row: string): string[] {
  const files = readdirSync(import.meta.dirname).filter(
    (name) => name.startsWith(`${row.toLowerCase()}-`) && name.endsWith(".test.ts"),
  );
  if (files.length === 0) throw new Error(`There is no fault row ${row} in test/faults`);
  return files.map((name) => `test/faults/${name}`);
}

/** Newer figures take the place of older ones of the same row; what stands below the next heading stays. */
function note(lines: readonly string[]): void {
  const day = new Date().toISOString().slice(0, 10);
  const measured = lines.map((line): { row: string; sentence: string } => JSON.parse(line));
  const fresh = new Set(measured.map(({ row }) => row));
  const [page = "", ...below] = existsSync(PAGE) ? readFileSync(PAGE, "utf8").split("\n## ") : [];
  const known = page.split("\n").filter((line) => /^\| [A-Z]\d/.test(line));
  const kept = known.filter((line) => !fresh.has(line.split(" ")[1] ?? ""));
  const rows = [...kept, ...measured.map(({ row, sentence }) => `| ${row} | ${sentence} | ${day} |`)];
  rows.sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  writeFileSync(PAGE, [`${HEAD}${rows.join("\n")}\n`, ...below].join("\n## "));
}

process.exitCode = await main(process.argv.slice(2));

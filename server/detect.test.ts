import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { daysOf } from "./analysis/anomalies/testing.ts";

const COMMAND = new URL("./detect.ts", import.meta.url).pathname;

/** What `npm run -s detect` prints of a stream, and the code with which it ends. */
function detect(stream: string): Promise<{ lines: string[]; code: number; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND], (error, out, said) =>
      resolve({ lines: out.split("\n").slice(0, -1), code: Number(error?.code ?? 0), said }),
    );
    child.stdin?.on("error", () => {}).end(stream);
  });
}
const stamp = (at: number) => new Date(at).toISOString().slice(0, 19).replace("T", " ");

it("gives each row of a stream a score, and an alarm where something begins", async () => {
  const rows = daysOf({ days: 12, fault: (value, day) => (day >= 10 ? value + 15 : value) });
  const { lines, code } = await detect(
    `timestamp,value\n${rows.map(({ at, value }) => `${stamp(at)},${value}`).join("\n")}`,
  );
  expect(code).toBe(0);
  expect(lines[0]).toBe("timestamp,value,anomaly_score");
  const scores = lines.slice(1).map((line) => Number(line.split(",")[2]));
  expect(scores).toHaveLength(rows.length);
  const alarms = scores.flatMap((score, i) => (score >= 0.5 ? [stamp(rows[i]?.at ?? 0)] : []));
  expect(alarms).toContain("1970-01-11 00:00:00");
});

it("gives back what it does not understand, with no score", async () => {
  const { lines } = await detect(
    'timestamp,value\r\n2026-01-01 00:00:00,5\r\n2026-01-01T00:05:00+01:00,\r\nyesterday,7\r\n\r\n1767225600,NaN\r\n"2026-01-01 00:20",1e400\r\n',
  );
  expect(lines.slice(1)).toEqual([
    ...["2026-01-01 00:00:00,5,0", "2026-01-01T00:05:00+01:00,,0", "yesterday,7,0", "1767225600,NaN,0"],
    "2026-01-01 00:20,1e400,0",
  ]);
});

it("scores a row before the next one is there", async () => {
  const child = spawn(process.execPath, [COMMAND], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await lines.next();
  child.stdin.write("timestamp,value\n2026-01-01 00:00:00,5\n");
  expect((await lines.next()).value).toBe("2026-01-01 00:00:00,5,0");
  child.stdin.end("2026-01-01 00:05:00,5");
  expect((await lines.next()).value).toBe("2026-01-01 00:05:00,5,0");
  await once(child, "exit");
});

it("refuses a line without an end", async () => {
  const { code, said } = await detect("5".repeat(200_000));
  expect(code).toBe(1);
  expect(said.trim()).toBe("A line is longer than 10000 characters.");
});

import { pipeline } from "node:stream/promises";
import { judge, newDetector } from "./analysis/anomalies/detector.ts";
import { readRow } from "./analysis/anomalies/read-row.ts";
import { failure } from "./failure.ts";
import { linesIn } from "./lines-in.ts";
import { Refusal } from "./refusal.ts";

const USAGE = `npm run -s detect < STREAM.csv      the stream, with an anomaly score for each row
The rows are timestamp,value with a header, in the order of time; what comes out is timestamp,value,anomaly_score. A score is made of the rows
up to its own and lies between 0 and 1; 0.5 and more is an alarm. A value that is no number has no score: 0.`;

if (process.argv.length > 2) console.log(USAGE);
else
  await pipeline(process.stdin.setEncoding("utf8"), scored, process.stdout).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "EPIPE") return; // whoever reads has read enough
    console.error(error instanceof Refusal ? error.message : failure(error).failure);
    process.exitCode = 1;
  });

async function* scored(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  const detector = newDetector();
  let rows = 0;
  yield "timestamp,value,anomaly_score\n";
  for await (const lines of linesIn(chunks)) {
    let text = "";
    for (const line of lines) {
      const row = readRow(line);
      const isHeader = rows === 0 && row !== undefined && Number.isNaN(row.at);
      if (!row || isHeader) continue;
      rows++;
      const { score } = judge(detector, { at: row.at, offset: row.offset, value: row.number });
      text += `${row.timestamp},${row.value},${score}\n`;
    }
    if (text) yield text;
  }
}

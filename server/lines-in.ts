import { Refusal } from "./refusal.ts";

const LONGEST = 10_000; // characters

/**
 * The lines of a stream of text, without their ends, as soon as they are whole.
 * @throws Refusal `line_too_long`
 */
export async function* linesIn(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST) throw new Refusal("line_too_long", `A line is longer than ${LONGEST} characters.`);
    yield lines.map((line) => line.replace(/\r$/, ""));
  }
  if (rest) yield [rest.replace(/\r$/, "")];
}

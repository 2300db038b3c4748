const WIDEST = 100;
const INDENT = " ".repeat(9);

/** A sentence in lines of a terminal, indented under what it tells of. */
export function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + word.length + 1 > WIDEST) {
      lines.push(line);
      line = "";
    }
    line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((one) => INDENT + one);
}

/** The line (from 1) on which the value at `path` begins; of its nearest parent where the path leads nowhere. */
export function lineOfPath(json: string, path: readonly PropertyKey[]): number {
  let at = skipSpace(json, 0);
  for (const step of path) {
    const next = json[at] === "{" ? memberAt(json, at, String(step)) : elementAt(json, at, Number(step));
    if (next === undefined) break;
    at = next;
  }
  return lineOfOffset(json, at);
}

export const lineOfOffset = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

function memberAt(json: string, open: number, name: string): number | undefined {
  for (let at = skipSpace(json, open + 1); json[at] === '"'; ) {
    const keyEnd = skipValue(json, at);
    const key: unknown = JSON.parse(json.slice(at, keyEnd));
    const value = skipSpace(json, skipSpace(json, keyEnd) + 1);
    if (key === name) return value;
    at = afterComma(json, skipValue(json, value));
  }
  return undefined;
}

function elementAt(json: string, open: number, index: number): number | undefined {
  if (json[open] !== "[" || !Number.isInteger(index)) return undefined;
  let at = skipSpace(json, open + 1);
  for (let i = 0; i < index && at < json.length; i++) at = afterComma(json, skipValue(json, at));
  return at < json.length && json[at] !== "]" ? at : undefined;
}

function skipSpace(json: string, at: number): number {
  while (/\s/.test(json[at] ?? "x")) at++;
  return at;
}

const afterComma = (json: string, at: number): number => {
  const next = skipSpace(json, at);
  return json[next] === "," ? skipSpace(json, next + 1) : next;
};

/** The offset behind the value that begins at `at`; the text is known to be JSON. */
function skipValue(json: string, at: number): number {
  if (json[at] === '"') return stringEnd(json, at);
  if (json[at] !== "{" && json[at] !== "[") return at + (/^[^,\]}\s]*/.exec(json.slice(at, at + 64))?.[0].length ?? 0);
  let depth = 0;
  for (let i = at; i < json.length; i++) {
    const sign = json[i];
    if (sign === '"') i = stringEnd(json, i) - 1;
    else if (sign === "{" || sign === "[") depth++;
    else if ((sign === "}" || sign === "]") && --depth === 0) return i + 1;
  }
  return json.length;
}

function stringEnd(json: string, at: number): number {
  for (let i = at + 1; i < json.length; i++) {
    if (json[i] === "\\") i++;
    else if (json[i] === '"') return i + 1;
  }
  return json.length;
}

export interface Token {
  /** `edge`: where an expression or statement begins or ends. */
  readonly kind: "text" | "name" | "number" | "sign" | "edge";
  readonly text: string;
}

const OPENING = /\{[{%#]/g;
const CODE = /\s+|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([A-Za-z_]\w*)|(\d[\w.]*)|([-+]?[}%]\}|[\s\S])/gy;
const RAW = /^\{%[-+]?\s*raw\s*[-+]?%\}/;
const END_OF_RAW = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;

export const isTemplate = (text: string): boolean => text.includes("{{") || text.includes("{%");

/** The code of a Jinja template, without its comments, its text and what it quotes raw. An open end ends it. */
export function templateTokens(template: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    OPENING.lastIndex = at;
    const found = OPENING.exec(template);
    if (!found) return tokens;
    at = found[0] === "{#" ? after(template, found.index, /#\}/g) : afterCode(template, found.index, tokens);
  }
}

function after(template: string, from: number, end: RegExp): number {
  end.lastIndex = from;
  return end.exec(template) ? end.lastIndex : template.length;
}

function afterCode(template: string, from: number, tokens: Token[]): number {
  if (RAW.test(template.slice(from, from + 40))) return after(template, from, END_OF_RAW);
  const closing = template[from + 1] === "{" ? "}}" : "%}";
  tokens.push({ kind: "edge", text: template.slice(from, from + 2) });
  CODE.lastIndex = from + 2;
  for (let match = CODE.exec(template); match; match = CODE.exec(template)) {
    const token = tokenOf(match);
    if (token?.kind === "sign" && token.text.endsWith(closing)) break;
    if (token) tokens.push(token);
  }
  tokens.push({ kind: "edge", text: closing });
  return CODE.lastIndex === 0 ? template.length : CODE.lastIndex;
}

function tokenOf([, double, single, name, number, sign]: RegExpExecArray): Token | undefined {
  const text = double ?? single;
  if (text !== undefined) return { kind: "text", text };
  if (name !== undefined) return { kind: "name", text: name };
  if (number !== undefined) return { kind: "number", text: number };
  return sign === undefined ? undefined : { kind: "sign", text: sign };
}

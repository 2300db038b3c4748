/** Cuts a script where PostgreSQL would: at each semicolon outside of quotes, dollar quotes, comments and `begin atomic … end`. */
export function statementsIn(script: string): string[] {
  const statements: string[] = [];
  let current = "";
  let isAtomic = false;
  const parts =
    /--[^\n]*|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|"[^"]*"|\bbegin\s+atomic\b|\bend\s*;|;|[^;'"$\-be]+|[\s\S]/gi;
  for (const [part] of script.matchAll(parts)) {
    if (/^begin\s+atomic$/i.test(part)) isAtomic = true;
    const isEnd = part === ";" || /^end\s*;$/i.test(part);
    current += part;
    if (!isEnd || (isAtomic && part === ";")) continue;
    isAtomic = false;
    if (current.replaceAll(/--[^\n]*/g, "").trim() !== ";") statements.push(current.trim());
    current = "";
  }
  if (current.replaceAll(/--[^\n]*/g, "").trim() !== "") statements.push(current.trim());
  return statements;
}

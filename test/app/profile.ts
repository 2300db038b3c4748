/** The file rules of an AppArmor profile: what they permit, by path. Without includes: whatever is permitted stands in the profile. */
export interface Profile {
  /** Each of `asked` (r, w, x, k, l) that no rule permits. */
  missing(path: string, asked: string): string;
}

const RULE = /^\s*(\/\S*)\s+([rwxklmip]+),$/;

export function readProfile(text: string): Profile {
  const rules = text.split("\n").flatMap((line) => {
    const [, glob, permitted] = RULE.exec(line) ?? [];
    return glob && permitted ? [{ matches: new RegExp(`^${expression(glob)}$`), permitted }] : [];
  });
  return {
    missing(path, asked) {
      const permitted = rules.filter(({ matches }) => matches.test(path)).map((rule) => rule.permitted);
      return [...asked].filter((one) => !permitted.some((letters) => letters.includes(one))).join("");
    },
  };
}

/** AppArmor's globs; source: apparmor.d(5). A star stays in its folder, two go below, and neither is nothing behind a slash. */
function expression(glob: string): string {
  return glob.replace(/\/\*\*|\/\*|\*\*|\*|\{|\}|,|[.+?^$()|\\]/g, (piece) => {
    const meant: Record<string, string> = {
      "/**": "/.+",
      "/*": "/[^/]+",
      "**": ".*",
      "*": "[^/]*",
      "{": "(?:",
      "}": ")",
      ",": "|",
      "?": "[^/]",
    };
    return meant[piece] ?? `\\${piece}`;
  });
}

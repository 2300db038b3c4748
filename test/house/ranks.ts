/** Data goes one way, and imports go the other: each of these may import from those before it. */
const RANKS = ["db", "server/store", "server/intake", "server/analysis", "server/actions", "server/surfaces"] as const;

/** They put the program together, so they may import everything, and nothing but they imports them. */
const COMPOSITION = [
  "server/main.ts",
  "server/homeops.ts",
  "server/import.ts",
  "server/asked-memory.ts",
  "server/diagnose.ts",
  "server/diagnose-said.ts",
  "server/whole-diagnosis.ts",
  "server/restore.ts",
  "server/restore-backup.ts",
  "server/restore-memory.ts",
  "server/move.ts",
  "server/move-memory.ts",
  "server/import-said.ts",
  "server/detect.ts",
  "server/play-demo.ts",
  "server/follow-options.ts",
  "server/capabilities.ts",
  "server/testing.ts",
  "server/surfaces/contract/generate.ts",
];

/** Its folders are steps of one way, from the wire to the store. */
const ONE_ROOM = "server/intake/";

/** Says why one file may not import another, or nothing where it may. */
export function trespass(importer: string, imported: string): string | undefined {
  if (COMPOSITION.includes(importer)) return undefined;
  if (COMPOSITION.includes(imported)) return `${importer} imports ${imported}, which only puts the program together`;
  if (isVocabulary(imported)) return undefined;
  const [above, below] = [rankOf(importer), rankOf(imported)];
  if (below === -1) return `${importer} imports ${imported}, which is no part of the server`;
  if (isVocabulary(importer) && below === 0) return undefined;
  if (above < below) return `${importer} imports ${imported}, which is further down the way`;
  if (above > below || imported.endsWith("/contract.ts")) return undefined;
  const [own, theirs] = [roomOf(importer), roomOf(imported)];
  const isSibling = own !== undefined && theirs !== undefined && own !== theirs;
  return isSibling ? `${importer} imports ${imported}, out of a sibling room` : undefined;
}

/** The files directly in server/ are words for all. */
function isVocabulary(path: string): boolean {
  return /^server\/[^/]+$/.test(path);
}

function rankOf(path: string): number {
  return RANKS.findIndex((rank) => path.startsWith(`${rank}/`));
}

/** The folder inside the rank; undefined for what lies in the rank itself and is shared by its rooms. */
function roomOf(path: string): string | undefined {
  if (path.startsWith(ONE_ROOM)) return undefined;
  return path.match(/^server\/\w+\/([^/]+)\//)?.[1];
}

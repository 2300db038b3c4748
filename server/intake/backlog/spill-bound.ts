import { statfsSync } from "node:fs";
import type { Spill } from "./spill.ts";

const LARGEST = 2 ** 30;
const SHARE_OF_FREE = 0.1;
/** A disk that others have filled is no reason to give up what is safe on it. */
const SMALLEST = 64 * 1024 * 1024;

/** How many bytes the spill may take now: of what would be free without it, a tenth. */
export const spillBound = (folder: string, spill: Pick<Spill, "bytes">) => (): number => {
  const { bavail, bsize } = statfsSync(folder);
  return Math.min(LARGEST, Math.max(SMALLEST, (bavail * bsize + spill.bytes) * SHARE_OF_FREE));
};

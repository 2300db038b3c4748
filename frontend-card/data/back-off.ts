const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/** How long to wait after so many failures in a row; never twice the same, so that many pages do not come back at once. */
export function backOffMs(failures: number, random = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return ceiling * (0.5 + random() / 2);
}

/** Calls where what a channel of the database told is about this home, or was lost: then about any (db/database.ts, Heard). */
export const ofHome =
  (home: number, call: () => void) =>
  (told?: string): void => {
    if (told === undefined || told === String(home)) call();
  };

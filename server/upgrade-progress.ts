import type { Progress } from "#db/snapshot/progress.ts";

/** How far the memory has come on its way to this program's form; nobody may use it meanwhile. */
export interface UpgradeProgress {
  told: Progress;
  /** Undefined where nothing takes its time. */
  words(): string | undefined;
  /** Resolves when something does. */
  begun: Promise<void>;
}

export function upgradeProgress(): UpgradeProgress {
  const begun = Promise.withResolvers<void>();
  let now: number | undefined;
  return {
    told({ percent }) {
      now = percent;
      begun.resolve();
    },
    words: () => (now === undefined ? undefined : `upgrading memory, ${now} %`),
    begun: begun.promise,
  };
}

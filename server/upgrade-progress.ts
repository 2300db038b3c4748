import type { Progress } from "#db/snapshot/progress.ts";

/** How far the memory has come on its way to this program's form; nobody may use it meanwhile. */
export interface UpgradeProgress {
  told: Progress;
  /** The same, while a backup becomes the memory. */
  restoring: Progress;
  /** Undefined where nothing takes its time. */
  words(): string | undefined;
  /** Resolves when something does. */
  begun: Promise<void>;
}

export function upgradeProgress(): UpgradeProgress {
  const begun = Promise.withResolvers<void>();
  let now: { doing: "upgrading" | "restoring"; percent: number } | undefined;
  const telling =
    (doing: "upgrading" | "restoring"): Progress =>
    ({ percent }) => {
      now = { doing, percent };
      begun.resolve();
    };
  return {
    told: telling("upgrading"),
    restoring: telling("restoring"),
    words: () => now && `${now.doing} memory, ${now.percent} %`,
    begun: begun.promise,
  };
}

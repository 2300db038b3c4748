import { command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { keeping } from "#server/store/memory/retention/keep-days.ts";
import { keepRules } from "#server/store/memory/retention/queries.ts";
import { intakeOf } from "../connected-homes.ts";
import { advise } from "./advise.ts";
import { NoWish, RecorderAdvice } from "./contract.ts";
import { reachOf } from "./queries.ts";
import { recorderSize } from "./recorder-size.ts";

const LOOKED_AT_MS = 90 * 86_400_000;
const DAY_SECONDS = 86_400;

export const recorderAdvice = command({
  name: "memory/recorder-advice",
  summary:
    "How few days Home Assistant's own recorder may keep now that its past is here, so that gaps can still be filled from it, and what that would save",
  input: NoWish,
  output: RecorderAdvice,
  async run(_, { world, home }) {
    const watched = intakeOf(world).of(home);
    const from = instantOf(world.clock.now() - LOOKED_AT_MS);
    const reach = watched && (await reachOf(world.db, { connectionId: watched.row.id }, from));
    const back = reach?.back_seconds ?? null;
    const link = watched?.isLive ? watched.link : undefined;
    return advise({
      isConnected: link !== undefined,
      isRead: reach?.is_read ?? false,
      reachesBackDays: back === null ? null : Math.max(0, Math.round(back / DAY_SECONDS)),
      longestAbsenceSeconds: Math.round(reach?.absence_seconds ?? 0),
      keptDays: keeping(await keepRules(world.db, home)).classDays("states"),
      databaseBytes: link ? await recorderSize(link, world.clock) : null,
    });
  },
});

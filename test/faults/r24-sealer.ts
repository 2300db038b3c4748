import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { daysThere, everyHomeId } from "#server/store/memory/retention/queries.ts";
import { unsealDays } from "#server/store/memory/sealed/queries.ts";
import { sealDays } from "#server/store/memory/sealed/seal-days.ts";

/** Seals and opens all days in turn; killed by itself just after its n-th statement was sent, or from outside when that comes first. */
const [, , url = "", at = "0"] = process.argv;
let sent = 0;
const engine = postgres(url);
await using db = openDatabase({
  ...engine,
  async connect(kind) {
    const session = await engine.connect(kind);
    return {
      ...session,
      query(text, values) {
        const answer = session.query(text, values);
        if (++sent === Number(at)) setImmediate(() => process.kill(process.pid, "SIGKILL"));
        return answer;
      },
    };
  },
});
const clock = { ...systemClock, sleep: async () => {} };
for (;;) {
  await sealDays({ db, clock, log: jsonLog("silent") });
  process.stdout.write("sealed\n");
  const days = (await daysThere(db)).map(({ day }) => day);
  for (const { id } of await everyHomeId(db))
    for (const day of days) await db.transaction((tx) => unsealDays(tx, id, [day], null));
  process.stdout.write("opened\n");
}

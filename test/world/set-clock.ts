import { writeFileSync } from "node:fs";
import path from "node:path";
import { provideFaketime } from "../provision/faketime.ts";

/** A clock that can be set while a program runs on it; what the program counts (timers, time-outs) goes on as it does. */
export async function clockToSet(folder: string) {
  const file = path.join(folder, "clock");
  const library = await provideFaketime();
  const set = (to: string) => writeFileSync(file, `${to}\n`);
  set("+0");
  return {
    /** `+2h`, `-2h`, `+0`, or `@1970-01-01 00:00:10`, from where it goes on. */
    set,
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
    },
  };
}

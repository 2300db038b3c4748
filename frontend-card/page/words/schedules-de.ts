import { count } from "../look/amounts.ts";
import type { schedulesEn } from "./schedules-en.ts";

export const schedulesDe: typeof schedulesEn = {
  help: "Einmal getan, von einem Prozess; was ausfiel, wird einmal nachgeholt.",
  coming: "Wird angesehen …",
  constant: "Daneben die ganze Zeit",
  due: (when) => `als Nächstes ${when}`,
  again: (when) => `noch ein Versuch ${when}`,
  paused: "ruht",
  run: "Jetzt tun",
  runOf: (what) => `Jetzt tun: ${what}`,
  pause: "Ruhen lassen",
  pauseOf: (what) => `Ruhen lassen: ${what}`,
  resume: "Wieder aufnehmen",
  resumeOf: (what) => `Wieder aufnehmen: ${what}`,
  asked: "Es beginnt gleich.",
  rests: "Es ruht, bis du es wieder aufnimmst.",
  goesOn: "Es geht weiter; was ausfiel, wird einmal getan.",
  never: "noch nicht getan",
  running: "läuft gerade",
  done: (when) => `getan ${when}`,
  failed: (when) => `misslungen ${when}`,
  lost: (when) => `unterbrochen ${when}`,
  server: "für alle Zuhause",
  times: {
    minutes: (n) => (n === 60 ? "jede Stunde" : `alle ${count(n)} Minuten`),
    hourly: "jede Stunde",
    daily: (time) => `jeden Tag um ${time}`,
    weekly: (day, time) => `${day} um ${time}`,
    other: (cron) => `nach ${cron}`,
  },
};

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that say nothing about what happened. */
export const STOP_WORDS = set(`
  a an and any anyone anything are as at be been but by can could did do does ever for from get go got had has have he her him his how i if
  in into is it its just last me my not now of on or our out she so some somebody somebodys someone something than that the their them then there
  they this to today up us was we were what when where which who whom whose why will with yesterday you your`);

/** What sentences are made of, beside names. */
export const EVENT_WORDS = set(`
  alarm alarms alert armed disarmed arrived automation automations away awake backup battery charging clear cleaning closed closing cold cooling
  detected dimmed dock docked doorbell dry failed finished flood heating home humidity idle installed jammed left leak leaking light lights
  locked low motion noticed offline online open opened opening paused playing pressed rang restarted ran refused reloaded returned ringing
  running scene script set smoke started stopped switch switched temperature triggered turned unavailable unlocked update updated
  vibration warning washing water wet window windows`);

/** After one of these, `PARTICLES` name no thing: "she got back" is not about the back door. */
export const MOVES = set("be been bring brought came come comes get gets go goes going gone got is put was went");
export const PARTICLES = set("away back down left over round through");

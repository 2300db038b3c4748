import type { Language } from "../language.ts";

const turned =
  "(turned|turn|switched|switch|came|come|go|went|gone|put|left|stayed|stay|been|be|being|turning|goes|powered|lit|flipped|flicked|kicked|clicked)";

export const predicates: Language["predicates"] = {
  open: [
    "(open|opened|opens|opening|openings|left open|stood open|stay open|stayed open|ajar|unclosed)",
    "(go|goes|went|gone|come|came|rolled|pulled|put) up",
    "(raise|raised|lifted)",
    "(use|used)",
  ],
  closed: [
    "(close|closed|closes|shut|closing|closings|shuts)",
    "(go|goes|went|gone|come|came|rolled|pulled|put) down",
    "(lower|lowered)",
  ],
  locked: ["(lock|locked|locks|locking) [up]"],
  unlocked: ["(unlock|unlocked|unlocks|unlocking)"],
  jammed: ["[get|got] (jam|jammed|stuck|blocked|trapped)", "(break|breaks|broke|broken) down"],
  on: [`${turned} [back] on`, "on", "(activated|activate|lit|switched on|burning|shining|glowing)", "(use|used)"],
  off: [
    `${turned} off`,
    "(power|current|electricity|water) [was|been|is] (off|out|cut|cut off)",
    "off",
    "(deactivated|deactivate|go out|went out)",
    "(go|goes|went|gone) down",
  ],
  motion: [
    "(show|showed|shows|showing) up",
    "(someone|somebody|anyone|anybody|people) [was|were|been] [last|out|up|around|else|still|moving|walking] (in|on|around|about|outside|at)",
    "(motion|movement|presence) [was|been] (detected|sensed|seen|noticed|noted)",
    "(moved|moving|move|motion|movement|presence|occupied)",
    "(detected|noticed|sensed|seen|picked up)",
    "(detect|detected|notice|noticed|sense|sensed|see|saw) (motion|movement|anything|something|someone|anybody|anyone|somebody)",
  ],
  still: ["(no motion|no movement|still|unoccupied|empty)", "(get|got|getting|be|been) (out of|up from)"],
  wet: [
    "(detected|noticed|found)",
    "(leak|leaked|leaking|leaks|wet|flooded|flood|flooding|water on the floor|damp)",
    "water (under|underneath|beneath|around|by)",
  ],
  dry: ["dry"],
  smoke: ["(detected|noticed|sensed)", "(smoke|smoke detected)"],
  gas: ["(detected|noticed|sensed)"],
  home: [
    "(come|came|comes|coming|get|got|gets|getting|arrive|arrived|arrives|arriving|return|returned|be|been|back|stay|stayed) [back] [at] home",
    "(arrive|arrived|arrives|arriving|arrival|came back|come back|got back|get back|get in|got in|came in|come in|walk in|walked in|returned|return|back|turn up|turned up|show up|showed up)",
    "(make it|made it|pop|popped|nip|nipped|head|headed) (home|back)",
    "[at] home",
    "(house|home|flat|apartment|place) [was|been|stood|stand|left] (empty|unoccupied)",
    "(anybody|anyone|somebody|someone|everybody|everyone|nobody|we|i|they) [was|were|all] in",
    "in the house",
    "indoors",
  ],
  away: [
    "(leave|left|leaves|leaving|go|went|gone|going|been|be|stay|stayed) (home|the house|out|away|off to work)",
    "(leave|left|leaves|leaving|depart|departed|departure)",
    "(pop|popped|nip|nipped|head|headed|step|stepped|walk|walked|drive|drove|set) (out|off)",
    "(take off|took off|out and about)",
    "(away|out of the house|not [at] home|out|gone)",
  ],
  atZone: [],
  happened: [
    "(ring|rang|rung|rings|ringing|press|pressed|presses|pushed|push|activated|triggered|went off|go off|gone off|going off|sounded|sound|fired|fire|used|gone|go|goes|went|chime|chimed|buzz|buzzed|dinged|ding)",
  ],
  playing: ["(play|played|plays|playing|watch|watched|watching)", "(in use|running)"],
  paused: ["(pause|paused)"],
  heating: ["(heat|heated|heats|heating up|warming)"],
  cooling: ["(cool down|cooled|cooling)"],
  cleaning: ["(clean|cleaned|cleans|cleaning|vacuum|vacuumed|hoover|hoovered)"],
  mowing: ["(mow|mowed|mowing|mown|cut the grass)"],
  docked: ["(dock|docked|docking|return to the dock|returned to base)"],
  running: [
    "(run|ran|runs|running|work|worked|working|operate|operated|operating|in use|used|active|going|load|loads|do a load|done a load|wash cycle|cycle|cycles|wash|washes|washed|start|started|finish|finished)",
  ],
  triggered: [
    "(trigger|triggered|triggers|went off|go off|gone off|goes off|going off|set off|sounded|alarm|alarmed|beep|beeped|beeping|blare|blared|blaring|scream|screamed|screaming|wail|wailed|wailing|howl|howled|howling|shriek|shrieked|shrieking|sound|sounding)",
  ],
  armed: ["(arm|armed|set)", "[turned|turn|switched|switch|put] [back] on"],
  disarmed: ["(disarm|disarmed|unset)", "(turned|turn|switched|switch) [back] off"],
  lowBattery: ["(low|run low|running low|flat|nearly empty|almost empty|dying)"],
  connected: ["(connect|connected|plugged in|online)"],
  disconnected: ["(disconnect|disconnected|unplugged)"],
  charging: ["(charge|charged|charging)"],
  problem: ["(fail|failed|faulty|error)", "(break|breaks|broke|broken) down"],
  up: ["(rise|rose|come up|came up|up|sunrise|above the horizon)"],
  down: ["(set|go down|went down|down|sunset|below the horizon)"],
  timing: ["(set|started|start|running|run|ran|going|on|active|counting down)"],
  watering: ["(watered|watering|irrigate|irrigated|irrigating|sprinkled|soaked)"],
  raised: ["(up|raised|lifted)"],
  lowered: ["(down|lowered|drawn)"],
  extended: ["(out|extended|extend|wound out|rolled out|put out|come out|came out)"],
  retracted: ["(retracted|retract|wound in|rolled in|brought in|taken in)"],
  cutOff: [
    "(down|out|off|lost|drop|drops|dropped|dropping|cut out|cuts out|go down|went down|gone down|go out|went out|cut)",
  ],
  rainy: ["(rain|rained|raining|rainy)"],
  snowy: ["(snow|snowed|snowing|snowy)"],
  sunny: ["(sunny|sunshine|shine)"],
  updatable: ["(available|pending)"],
  restarted: ["(restart|restarted|restarts|reboot|rebooted|reboots|start up|started up|come back up|came back up)"],
  unavailable: [
    "(unavailable|offline|dead|down|unreachable|not responding|out of reach|lost connection|lose connection|lost|dropped out|drop out|dropped off|drop off|fell off|fall off|go offline|went offline|disappear|disappeared|out of service|stop responding|stopped responding|stop reporting|stopped reporting)",
  ],
  available: ["(available|back online|online|reachable|come back|came back|responding|reconnect|reconnected)"],
};

export const comparisons: Language["comparisons"] = {
  above: [
    "(above|over|exceeded|exceed|exceeding|warmer than|hotter than|more than|higher than|greater than|brighter than|louder than|rise above|rose above|go above|went above|climb above|climbed above|top|topped|at least) <n>",
  ],
  freezing: [
    "(below|under|beneath) (freezing|zero)",
    "[drop|dropped|fall|fell] below freezing",
    "(freeze|froze|frozen|freezing|frost|frosty)",
    "(sub|minus) (zero|degrees)",
    "(subzero|minus temperatures)",
  ],
  below: [
    "(below|under|beneath|colder than|cooler than|less than|lower than|fewer than|darker than|drop below|dropped below|fall below|fell below|go below|went below|at most) <n>",
  ],
};

export const orders: Language["orders"] = {
  before: ["before", "(earlier|sooner|quicker|faster) than", "ahead of"],
  after: ["after", "later than"],
};

export const clauses: Language["clauses"] = {
  when: ["when", "the moment", "at the time", "by the time"],
  while: ["while", "whilst", "during the time", "as long as", "when"],
  since: ["[ever] since"],
  after: ["after", "once", "following"],
  before: ["before"],
  until: ["until", "till"],
};

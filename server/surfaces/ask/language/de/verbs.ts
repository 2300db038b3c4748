import type { Language } from "../language.ts";

const gemeldet = "(erkannt|bemerkt|gemeldet|registriert|entdeckt)";

export const predicates: Language["predicates"] = {
  open: [
    "(offen|geoffnet|offnete|offneten|offnen|aufgemacht|aufgegangen|auf|ging auf|aufging)",
    "(hoch|hochgefahren|hochgezogen|hochgegangen)",
  ],
  closed: [
    "(geschlossen|schloss sich|schlossen|zu|zugemacht|zugegangen)",
    "(runter|runtergefahren|heruntergefahren|heruntergelassen|runtergegangen)",
  ],
  locked: ["(abgeschlossen|verriegelt|zugesperrt|abgesperrt|zugeschlossen|verschlossen)"],
  unlocked: ["(aufgeschlossen|entriegelt|aufgesperrt|unverschlossen)"],
  jammed: ["(blockiert|verklemmt|klemmte)"],
  on: [
    "(an|eingeschaltet|angeschaltet|angegangen|angemacht|angestellt|angeknipst|anging|wieder an|leuchtete|brannte|brannten|gebrannt|eingeschalten|ein)",
  ],
  off: ["(aus|abgestellt|ausgeknipst|ausgeschaltet|abgeschaltet|ausgegangen|ausgemacht|ausging)"],
  motion: [`bewegung ${gemeldet}`, "(bewegung|bewegt|bewegte|besetzt)", gemeldet],
  still: ["(ruhig|keine bewegung|unbesetzt)"],
  wet: [
    "(nass|ausgelaufen|undicht|leck|wasser auf dem boden|feucht|uberschwemmt)",
    "wasser (in|im|unter|auf) [der|dem]",
    gemeldet,
  ],
  dry: ["trocken"],
  smoke: ["rauch", gemeldet],
  gas: [gemeldet],
  home: [
    "(nach|zu) hause [gekommen|kam|kamen|gewesen|angekommen]",
    "(kam|kamen|gekommen|komme) (heim|nach hause|an)",
    "(daheim|heimgekommen|heim|zuhause|angekommen|zuruckgekommen|zuruck|da)",
  ],
  away: [
    "(weg|gegangen|ging weg|verlassen|verliess|losgefahren|abwesend|unterwegs|ausser haus|nicht (zu hause|zuhause|daheim)|weggegangen|ging)",
    "(aus dem haus|das haus) [gegangen|verlassen]",
  ],
  atZone: [],
  happened: ["(geklingelt|klingelte|gelautet|lautete|gedruckt|ausgelost|betatigt|aktiviert)"],
  playing: ["(gespielt|spielte|lief|gelaufen|abgespielt)"],
  paused: ["(pausiert|angehalten)"],
  heating: ["(geheizt|heizte|geheitzt)"],
  cooling: ["(gekuhlt|kuhlte)"],
  cleaning: ["(gesaugt|saugte|gereinigt|geputzt|putzte)"],
  mowing: ["(gemaht|mahte)"],
  docked: ["(geladen|angedockt|in der station)"],
  running: [
    "(gelaufen|lief|liefen|laufen|fertig|gewaschen|wusch|gestartet|startete|beendet|gearbeitet|in betrieb|aktiv|getrocknet|gespult|ausgefuhrt|angestellt|angeworfen|durchgelaufen)",
    "(waschgang|waschgange|spulgang|spulgange|trockengang|trockengange|durchlauf|durchlaufe|durchgang|durchgange|lauf|laufe|zyklus|zyklen|waschzyklus|ladung|ladungen)",
  ],
  triggered: ["(ausgelost|los|losgegangen|losging|ging los|angeschlagen|schlug an|alarm)"],
  armed: ["(scharf|scharfgeschaltet|aktiviert)"],
  disarmed: ["(unscharf|entscharft|deaktiviert)"],
  lowBattery: ["(leer|schwach|niedrig|fast leer)"],
  connected: ["(verbunden|eingesteckt|online)"],
  disconnected: ["(getrennt|ausgesteckt)"],
  charging: ["(geladen|lud|aufgeladen)"],
  problem: ["(fehler|gestort|storung|problem)"],
  up: ["(aufgegangen|ging auf|aufgang|sonnenaufgang)"],
  down: ["(untergegangen|ging unter|untergang|sonnenuntergang)"],
  rainy: ["(geregnet|regnete|regen|regnerisch)"],
  snowy: ["(geschneit|schneite|schnee)"],
  sunny: ["(sonnig|sonne geschienen)"],
  updatable: ["(verfugbar|ausstehend)"],
  restarted: ["(neu gestartet|neugestartet|startete neu|neustart)"],
  unavailable: ["(nicht (erreichbar|verfugbar)|unerreichbar|offline|ausgefallen|fiel aus|weg|verbindung verloren|tot)"],
  available: ["(erreichbar|wieder (erreichbar|online|da|verfugbar))"],
};

export const comparisons: Language["comparisons"] = {
  above: ["(uber|warmer als|heisser als|mehr als|hoher als|grosser als|heller als|mindestens) <n>"],
  below: ["(unter|kalter als|kuhler als|weniger als|niedriger als|dunkler als|hochstens) <n>"],
  freezing: ["unter (null|dem gefrierpunkt|den gefrierpunkt)", "(gefroren|fror|frost)"],
};

export const clauses: Language["clauses"] = {
  when: ["als", "zu dem zeitpunkt als"],
  while: ["wahrend", "solange", "als"],
  since: ["seit", "seitdem"],
  after: ["nachdem"],
  before: ["bevor"],
  until: ["bis"],
};

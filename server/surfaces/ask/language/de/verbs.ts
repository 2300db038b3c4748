import type { Language } from "../language.ts";

const gemeldet = "(erkannt|bemerkt|gemeldet|registriert|entdeckt)";

/** Separable verbs in one word, as a participle and at the end of a clause: "hochgefahren", "hochfuhr". */
const joined = (particles: string, verbs: string): string =>
  `(${particles
    .split(" ")
    .flatMap((particle) => verbs.split(" ").map((verb) => `${particle}${verb}`))
    .join("|")})`;

const moved =
  "gefahren gegangen gezogen gelassen gemacht gekurbelt gedreht geschoben gestellt fuhr fuhren ging gingen zog liess machte machten gehen fahren";
const switched =
  "geschaltet gegangen gemacht gestellt geknipst gedreht gesprungen gelassen geblieben schaltete ging gingen machte drehte stellte sprang blieb schalten";

export const separable: Language["separable"] = {
  fuhr: "gefahren",
  fuhren: "gefahren",
  ging: "gegangen",
  gingen: "gegangen",
  kam: "gekommen",
  kamen: "gekommen",
  machte: "gemacht",
  machten: "gemacht",
  schaltete: "geschaltet",
  schalteten: "geschaltet",
  drehte: "gedreht",
  stellte: "gestellt",
  sperrte: "gesperrt",
  sperrten: "gesperrt",
  schloss: "geschlossen",
  schlossen: "geschlossen",
  zog: "gezogen",
  liess: "gelassen",
  sprang: "gesprungen",
  schlug: "geschlagen",
};

export const predicates: Language["predicates"] = {
  open: [
    "(offen|geoffnet|offnete|offneten|offnen|aufgemacht|aufgegangen|auf|ging auf|aufging)",
    "(hoch|rauf|herauf|hinauf|nach oben|gelupft)",
    joined("auf hoch rauf herauf hinauf", moved),
    "offen (gelassen|gestanden|geblieben)",
    "(offengelassen|offengestanden|offenstand|aufgestanden|aufgerissen|gekippt)",
  ],
  closed: [
    "(geschlossen|schloss sich|schlossen|zu|zugemacht|zugegangen)",
    "(runter|herunter|hinunter|nach unten|zugezogen|zugeschlagen|zugeklappt|dicht gemacht)",
    joined("zu runter herunter hinunter", moved),
  ],
  locked: ["(abgeschlossen|verriegelt|zugesperrt|abgesperrt|zugeschlossen|verschlossen|versperrt)"],
  unlocked: ["(aufgeschlossen|entriegelt|aufgesperrt|unverschlossen|unversperrt)"],
  jammed: ["(blockiert|verklemmt|klemmte)"],
  on: [
    "(an|eingeschaltet|angeschaltet|angegangen|angemacht|angestellt|angeknipst|anging|wieder an|leuchtete|brannte|brannten|gebrannt|eingeschalten|ein)",
    joined("an ein", switched),
    "(noch|irgendwo) licht",
    "(aufgedreht|brennen (lassen|gelassen)|angezundet|benutzt|verwendet|genutzt)",
  ],
  off: [
    "(aus|abgestellt|ausgeknipst|ausgeschaltet|abgeschaltet|ausgegangen|ausgemacht|ausging|erloschen|erlosch)",
    joined("aus ab", switched),
  ],
  motion: [
    "(jemand|irgendjemand|irgendwer|irgendeiner|wer) [zuletzt|draussen] (im|in|auf|draussen)",
    `bewegung ${gemeldet}`,
    "(bewegung|bewegt|bewegte|besetzt)",
    gemeldet,
  ],
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
    "(daheim|heimgekommen|heim|zuhause|angekommen|zuruckgekommen|zuruck|da|heimgegangen|heimgefahren|eingetroffen|reingekommen|hereingekommen)",
  ],
  away: [
    "(weg|gegangen|ging weg|verlassen|verliess|fort|fortgegangen|ausgegangen|losgegangen|weggefahren|fortgefahren|aufgebrochen|losgefahren|abwesend|unterwegs|ausser haus|nicht (zu hause|zuhause|daheim)|weggegangen|ging)",
    "(aus dem haus|das haus) [gegangen|verlassen]",
  ],
  atZone: [],
  happened: ["(geklingelt|klingelte|gelautet|lautete|gedruckt|ausgelost|betatigt|aktiviert|gegangen|ging)"],
  playing: ["(gespielt|spielte|lief|gelaufen|abgespielt)"],
  paused: ["(pausiert|angehalten)"],
  heating: ["(geheizt|heizte|geheitzt)"],
  cooling: ["(gekuhlt|kuhlte)"],
  cleaning: ["(gesaugt|saugte|saugen|gereinigt|geputzt|putzte|gewischt|wischte|gefahren|fuhr|losgefahren|unterwegs)"],
  mowing: ["(gemaht|mahte)"],
  docked: ["(geladen|angedockt|in der station)"],
  running: [
    "(gelaufen|lief|liefen|laufen|fertig|gewaschen|wusch|gestartet|startete|beendet|gearbeitet|in betrieb|aktiv|getrocknet|gespult|ausgefuhrt|angestellt|angeworfen|durchgelaufen|geschleudert|benutzt|verwendet|genutzt)",
    "(lauft|laufen|waschen|trocknen|spulen|getan|getrieben|bewassert|gebraucht|brauchte|gedauert|dauerte)",
    "(waschgang|waschgange|spulgang|spulgange|trockengang|trockengange|durchlauf|durchlaufe|durchgang|durchgange|lauf|laufe|zyklus|zyklen|waschzyklus|ladung|ladungen)",
  ],
  triggered: [
    "(ausgelost|los|losgegangen|losging|ging los|angeschlagen|schlug an|alarm|gepiepst|gepiept|piepste|piepte|gepfiffen|angesprungen|losgeheult|geheult)",
    "alarm (geschlagen|gegeben|ausgelost|gemacht)",
  ],
  armed: [
    "(scharf|scharfgeschaltet|scharfgestellt|scharfgemacht|aktiviert)",
    "scharf (gestellt|geschaltet|gemacht)",
    "(an|aktiv|eingeschalten)",
    joined("an ein", switched),
  ],
  disarmed: [
    "(unscharf|entscharft|deaktiviert|unscharfgeschaltet|unscharfgestellt)",
    "unscharf (gestellt|geschaltet|gemacht)",
    joined("aus ab", switched),
  ],
  lowBattery: ["(leer|schwach|niedrig|fast leer)"],
  connected: ["(verbunden|eingesteckt|online)"],
  disconnected: ["(getrennt|ausgesteckt)"],
  charging: ["(geladen|lud|laden|aufgeladen|ladt|angesteckt|gehangen)"],
  problem: ["(fehler|gestort|storung|problem)"],
  up: ["(aufgegangen|ging auf|aufgang|sonnenaufgang)"],
  down: ["(untergegangen|ging unter|untergang|sonnenuntergang)"],
  timing: ["(gestellt|gestartet|lief|gelaufen|aktiv|an)"],
  watering: ["(bewassert|bewasserte|gesprengt|sprengte|gewassert)"],
  raised: ["(hoch|rauf)"],
  lowered: ["(runter|herunten)"],
  extended: ["(ausgefahren|heraussen|raus|ausgekurbelt)"],
  retracted: ["(eingefahren|rein|eingekurbelt)"],
  cutOff: ["(weg|down|ausgefallen|unterbrochen|abgebrochen|tot)"],
  rainy: ["(geregnet|regnete|regen|regnerisch)"],
  snowy: ["(geschneit|schneite|schnee)"],
  sunny: ["(sonnig|sonne geschienen)"],
  updatable: ["(verfugbar|ausstehend)"],
  restarted: ["(neu gestartet|neugestartet|startete neu|neustart)"],
  unavailable: ["(nicht (erreichbar|verfugbar)|unerreichbar|offline|ausgefallen|fiel aus|weg|verbindung verloren|tot)"],
  available: ["(erreichbar|wieder (erreichbar|online|verfugbar))"],
};

export const comparisons: Language["comparisons"] = {
  above: ["(uber|warmer als|heisser als|mehr als|hoher als|grosser als|heller als|mindestens) <n>"],
  below: ["(unter|kalter als|kuhler als|weniger als|niedriger als|dunkler als|hochstens) <n>"],
  freezing: [
    "unter (null|dem gefrierpunkt|den gefrierpunkt)",
    "(gefroren|fror|frost|minusgrade|minusgraden)",
    "im minus",
  ],
};

export const orders: Language["orders"] = {
  before: ["vor", "(fruher|eher|schneller) als"],
  after: ["nach", "spater als"],
};

export const clauses: Language["clauses"] = {
  when: ["als", "zu dem zeitpunkt als"],
  while: ["wahrend", "solange", "als"],
  since: ["seit", "seitdem"],
  after: ["nachdem"],
  before: ["bevor"],
  until: ["bis"],
};

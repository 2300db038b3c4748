import type { HealingWords } from "../words.ts";

const verdicts = {
  fixed: "es hat geholfen",
  not_fixed: "es hat nicht geholfen",
  unknown: "ob es gelaufen ist, weiß niemand",
};

export const german: HealingWords = {
  remedies: {
    "ping-device": {
      title: "Das Z-Wave-Gerät um ein Lebenszeichen bitten",
      touches: "Ein Gerät; nichts wird geschaltet",
      needs: "Z-Wave JS",
      risks: "Keine bekannt; ein schlafendes Gerät kostet es etwas Batterie",
      proof: "Das Gerät meldet sich innerhalb von zwei Minuten",
      undo: "Es gibt nichts zurückzunehmen",
    },
    "reload-integration": {
      title: "Die Integration neu laden",
      touches: "Alle Entitäten eines Eintrags; sie sind für einen Moment weg",
      needs: "Das Token eines Administrators",
      risks: "Automationen, die auf ihre Entitäten achten, sehen sie gehen und wiederkommen",
      proof:
        "Home Assistant hat sie geladen, oder die Hälfte des Fehlenden meldet sich wieder, innerhalb von zwei Minuten",
      undo: "Es gibt nichts zurückzunehmen",
    },
    "reload-automations": {
      title: "Die Automationen neu laden",
      touches: "Alle Automationen; laufende enden",
      needs: "Das Token eines Administrators",
      risks: "Ein Lauf, der wartet, etwa auf eine Tür, wird abgebrochen",
      proof: "Alle verlorenen Automationen sind innerhalb von zwei Minuten wieder da",
      undo: "Es gibt nichts zurückzunehmen",
    },
    "turn-on-automation": {
      title: "Die Automation wieder einschalten",
      touches: "Eine Automation",
      needs: "Dein Ja: jemand hat sie ausgeschaltet",
      risks: "Sie tut wieder, wofür sie gemacht ist",
      proof: "Sie ist eingeschaltet",
      undo: "Sie wird wieder ausgeschaltet; was sie inzwischen tat, bleibt",
    },
    "run-automation": {
      title: "Die Automation einmal ausführen, wenn ihre Bedingungen gelten",
      touches: "Alles, worauf die Automation wirkt",
      needs: "Dein Ja: was sie tut, weißt du",
      risks: "Alles, was sie tut, geschieht jetzt",
      proof: "Ein Lauf endet innerhalb von zwei Minuten ohne Fehler",
      undo: "Was sie tat, kann HomeOps nicht zurücknehmen",
    },
    "power-cycle": {
      title: "Seinen Strom aus- und wieder einschalten",
      touches: "Den Schalter, der es laut deiner Angabe versorgt, und alles, was an ihm hängt",
      needs: "Einen Schalter, der als seine Stromzufuhr angegeben ist",
      risks: "Was es gerade tut, wird unterbrochen; ein Gerät mitten in einem Update kann Schaden nehmen",
      proof: "Das Gerät meldet sich innerhalb von zwei Minuten, nachdem es Strom hat",
      undo: "Der Strom ist wieder an, wie zuvor",
    },
    "restart-app": {
      title: "Die App dahinter neu starten",
      touches: "Eine App des Supervisors",
      needs: "Einen Menschen: HomeOps darf andere Apps nicht neu starten",
      risks: "Alles, was die App bedient, ist für eine Minute weg",
      proof: "Home Assistant hat die Integration geladen",
      undo: "Es gibt nichts zurückzunehmen",
    },
    "keep-out-of-recorder": {
      title: "Was so viel schreibt, vom Recorder ausnehmen",
      touches: "Was der Recorder von Home Assistant behält; HomeOps merkt sich weiter, was es soll",
      needs: "Einen Menschen: HomeOps schreibt niemandem ins YAML",
      risks: "Sein Verlauf fehlt dann auf den Seiten von Home Assistant",
      proof: "Einen Tag später schreibt es nicht mehr",
      undo: "Die Zeilen wieder herausnehmen",
    },
  },
  whyNot: {
    other_trouble: "Dafür ist es nicht gemacht",
    gone: "Worauf es wirken würde, gibt es nicht mehr, oder es ist deaktiviert",
    no_door: "Home Assistant hat hier keinen sicheren Weg dafür",
    needs_sign_in: "Jemand muss sich neu anmelden; Neuladen hilft nicht",
    beyond_it: "In diesem Zustand hilft kein Neuladen; er wartet auf einen Neustart oder eine neue Version",
    switched_off: "Es ist ausgeschaltet, und das kann jemand so gewollt haben",
    already_well: "Es ist von selbst wieder in Ordnung",
    off: "Für dieses Zuhause ist es abgeschaltet",
    suggest_only: "Das muss ein Mensch tun",
    forbidden: "Es würde etwas aufrufen, das HomeOps nie aufruft",
    never_unasked: "Was es tut, geschieht nie ohne dein Ja",
    not_chosen: "Von selbst zu handeln wurde ihm nicht erlaubt",
    guarded:
      "Es betrifft ein Schloss, einen Alarm, eine Sirene, ein Ventil, ein Tor, einen Warmwasserbereiter oder etwas als kritisch Markiertes",
    useless: "Es hat hier zu selten geholfen; wähle seinen Modus neu, damit es weitermacht",
    stopped: "Alles Reparieren ist in diesem Zuhause angehalten",
    not_connected: "Home Assistant ist nicht verbunden",
    not_running: "Home Assistant startet oder endet gerade",
    just_started: "Home Assistant ist vor weniger als fünf Minuten gestartet",
    catching_up: "HomeOps liest noch nach, was es verpasst hat",
    old_data: "Was bekannt ist, ist älter als eine Minute",
    clock_skew: "Die Uhren von HomeOps und Home Assistant gehen verschieden",
    maintenance: "Laut angekündigter Wartung arbeitet jemand daran",
    being_fixed: "Jemand hat in den letzten zehn Minuten etwas daran getan",
    systemic: "So vieles ist zugleich gestört, dass es nicht an einem liegt",
    home_cap: "Fünf Versuche gab es in diesem Zuhause binnen fünfzehn Minuten",
    kind_cap: "Dreimal wurde es binnen einer Stunde versucht",
    entity_cap: "An derselben Sache wurde es vor Kurzem versucht",
    breaker: "Es hat dreimal nacheinander nicht geholfen und ruht",
  },
  attempt: ({ title, name, verdict, isUndone, why }) =>
    `${isUndone ? "Zurückgenommen: " : ""}${title}: ${name}${verdict ? `, ${verdicts[verdict]}` : ""}${why ? ` (${why})` : ""}`,
  ask: {
    title: ({ title, name }) => `${title}? ${name}`,
    text: ({ trouble, sentence, touches, risks }) =>
      `${trouble}: ${sentence}. Es betrifft: ${touches}. Risiken: ${risks}. Dein Ja gilt nur für diesen Plan und zehn Minuten lang.`,
    outcome: {
      fixed: "Es hat geholfen.",
      not_fixed: "Es hat nicht geholfen; die Störung besteht weiter.",
      unknown: "Ob es geholfen hat, weiß niemand.",
      not_done:
        "Es ist nicht geschehen: der Plan war zu alt, oder das Zuhause ist inzwischen ein anderes. Die Seite zeigt, was möglich ist.",
    },
  },
  rule: "Ein Mittel macht weiter, solange es in mindestens vier seiner letzten zehn Versuche geholfen hat, gezählt ab dem fünften; sonst schlägt es nur vor, bis sein Modus neu gewählt wird",
  incident: ({ kind, about, sick, of }) =>
    kind === "systemic"
      ? `${sick} von ${of} ${about} sind zugleich gestört: einzeln wird nichts repariert`
      : kind === "breaker"
        ? `„${about}“ hat dreimal nacheinander nicht geholfen und ruht`
        : `„${about}“ hilft hier zu selten und schlägt ab jetzt nur noch vor`,
  classes: { devices: "Geräten", integrations: "Integrationen", automations: "Automationen" },
};

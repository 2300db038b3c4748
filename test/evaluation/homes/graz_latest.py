"""A third lot about the house near Graz and the flat in Berlin, written after the second was mended: `python3 test/evaluation/homes/graz_latest.py`."""

from berlin_flat import berlin
from graz import Truths
from graz_house import DRYER


def german():
    truths = Truths()
    t, last, first, final, count, held, whole = truths.t, truths.last, truths.first, truths.final, truths.count, truths.held, truths.whole
    ask = t.ask
    ask("Wann war das letzte Mal jemand an der Haustür und hat geläutet?", "instant", "-0d 09:31:12")
    ask("Um wie viel Uhr hat sich heute der Rollladen im Kinderzimmer geöffnet?", **first("cover.rollladen_kinderzimmer", "open", 0))
    ask("wann machte gestern wer die terrassentuer zu", "instant", "-1d 15:47:15")
    ask("Wann ist das Küchenlicht gestern das erste Mal angegangen?", "instant", "-1d 06:31:00")
    ask("wann is gestern abnd das wohnzimmerlicht ausgegangen", "instant", "-1d 22:30:00", note="Wohnzimmerlampe")
    ask("Wann startete die Waschmaschine heute?", "instant", "-0d 10:15:00")
    ask("Wann fuhr Lukas am Montag in die Arbeit?", **first("person.lukas", "Arbeit", -2))
    ask("Wann verließ Theresa gestern das Haus?", **first("person.theresa", "Arbeit", -1))
    ask("wann gabs das letzte mal alarm", "instant", "-8d 02:15:00")
    ask("Wann kam gestern als Letzter jemand nach Hause?", **final("person.lukas", "home", -1))
    ask("Wie oft lief der Trockner in den letzten zwei Wochen?", "count", 2)
    ask("wie oft wurde seit montag das kinderzimmerfenster geöffnet", "count", 3)
    ask("Wie viele Male fuhr der Rollladen im Wohnzimmer am Montag runter?", "count", 1)
    ask("Wie oft klingelte es letzte Woche?", "count", 3)
    ask("Wie lange hat das Auto am Montagabend geladen?", "duration", 12600)
    ask("wie lang war der lukas gestern weg", **held("person.lukas", "Arbeit", *whole(-1)))
    ask("Wie lange war das Kinderzimmerfenster heute Morgen geöffnet?", "duration", 1320)
    ask("Wie viele Stunden war die Wärmepumpe seit Freitag ausgeschaltet?", **held("climate.waermepumpe", "off", "-5d 00:00:00"))
    ask("wie lange war am dienstag abend das licht in der küche an", "duration", 4800)
    ask("Wie lange stand der Kühlschrank heute mittag offen?", "duration", 270)
    ask("War in der Nacht von Sonntag auf Montag das Kinderzimmerfenster offen?", "boolean", True)
    ask("war gestern nachmittag um vier die terassentür zu", "boolean", True)
    ask("Brannte heute Nacht um zwei noch das Nachtlicht?", "boolean", True)
    ask("hat es zwischen elf und zwölf gestern vormittag geklingelt", "boolean", True)
    ask("Ist gestern jemand vor 14 Uhr heimgekommen?", "boolean", True)
    ask("lief heut der fernseher schon", "boolean", False)
    ask("War die Alarmanlage am Sonntag um 12 Uhr scharf?", "boolean", True)
    ask("hatte das auto gestern abend um neun mehr als 50 prozent", "boolean", True)
    ask("War es gestern draußen unter fünf Grad?", "boolean", True)
    ask("Wie warm war es am Sonntag um 16 Uhr im Kinderzimmer?", "number", 21.7)
    ask("Außentemperatur heute um 14 Uhr?", "number", 9)
    ask("Was war die höchste Außentemperatur der letzten Woche?", "number", 9.5, note="Montag 16. bis Sonntag 22.")
    ask("Wie viel kWh hat der Trockner gestern verbraucht?", **truths.kwh(DRYER, *whole(-1)))
    ask("Was hat die Solaranlage letzte Woche produziert?", "number", round(0.9 + 4.4 + 5.0 + 7.1 + 2.2 + 9.3 + 2.5, 1), within=0.2)
    ask("Brauchte die Waschmaschine am Samstag mehr Strom als gestern?", "boolean", True)
    ask("Durchschnittliche Luftfeuchtigkeit im Bad gestern?", "number", 53, within=8)
    ask("Wer hat am Samstag in der Früh die Wärmepumpe aufgedreht?", "text", "Theresa")
    ask("Wer war am Sonntag um 20 Uhr zu Hause?", "list", ["person.emma", "person.lukas", "person.theresa"])
    ask("Welche Lampen brannten gestern um 19 Uhr?", "list", ["light.kuechenlicht", "light.wohnzimmerlampe"])
    ask("Was lief heute um sieben Uhr früh im Küchenradio?", "text", "Morgenjournal")
    ask("und der Trockner?", "count", 1, after="Wie oft lief die Waschmaschine gestern?")
    for text in (
        "Schalte das Kellerlicht ein", "Wie lange dauert die Wäsche noch?", "Wann war die Gartenlaube zuletzt offen?", "Wie war das Essen gestern?", "War die Leselampe gestern um 23 Uhr an?",
        "wie heißt die katze", "Wann kommt Lukas heute heim?", "Wie oft wurde gestern der Backofen geöffnet?", "Ist es draußen kalt?", "Was kostet eine Wallbox?", "Wie hell war es gestern im Keller?",
        "War im Juli der Rollladen unten?", "hat der marder gestern das auto angebissen",
    ):
        ask(text)
    t.write("graz-latest", "de", None, of="graz")


def flat():
    t = berlin()
    ask = t.ask

    def turns(entity, state, start, end):
        return t.within(t.turns(entity, state), start, end)

    ask("wann ging gestern die kaffemaschine an", "instant", turns("switch.kaffeemaschine", "on", "-1d 00:00:00", "-0d 00:00:00")[0], note="Tippfehler")
    ask("Wie lange brannte am Donnerstag die Schreibtischlampe?", "duration", 8100)
    ask("hat die waschmaschine gestern zweimal gewaschen", "boolean", True, note="zweimal")
    ask("Wann sperrte Jonas am Freitag die Tür auf?", "instant", turns("lock.wohnungstuer", "unlocked", "-2d 00:00:00", "-1d 00:00:00")[0])
    ask("War das Kuechenfenster am Donnerstag um sieben Uhr abends offen?", "boolean", True)
    ask("Wie oft war das Klo Fenster gestern offen?", note="kein Klo")
    ask("wie lange war die katharina am dienstag unterwegs", "duration", t.held("person.katharina", "not_home", "-5d 00:00:00", "-4d 00:00:00"))
    ask("wann hat die waschmaschine gestern aufgehört", "instant", t.later("-1d 11:30:00", 4380))
    ask("Hat der Wassermelder vorigen Montag angeschlagen?", "boolean", True)
    ask("Wie feucht war es gestern früh im Bad?", "number", round((57 * 3 + 73 * 4) / 7, 1), note="im Mittel von fünf bis zwölf")
    ask("Wer drehte am Mittwoch die Heizung wieder auf?", "text", "Jonas")
    ask("Seit wann ist die Heizung an?", "duration", t.now - t.instant("-4d 17:45:00"), within=900)
    t.write("berlin-spoken", "de", None, of="berlin")


def english():
    truths = Truths()
    t, first, final, count, held, whole = truths.t, truths.first, truths.final, truths.count, truths.held, truths.whole
    ask = t.ask
    ask("um what time did theresa leave the house yesterday", **first("person.theresa", "Arbeit", -1))
    ask("can you tell me if the patio door was open at three thirty yesterday afternoon", "boolean", True)
    ask("how long was the car charging on monday night", "duration", 12600)
    ask("did anyone ring the doorbell yesterday between eleven and twelve", "question", note="in the morning yes, at night no")
    ask("how many times did the garage door open on monday please", "count", 2)
    ask("what was the kids room temperature at five o'clock yesterday morning", "number", 20.7)
    ask("which lights were on at seven p m yesterday", "list", ["light.kuechenlicht", "light.wohnzimmerlampe"])
    ask("who turned the heat pump back on on saturday", "text", "Theresa")
    ask("uh how much did the solar make on the twenty second of november", "number", 9.3)
    ask("was the basement light left on saturday night", "boolean", True)
    ask("hey when was the last time the water sensor went off", "instant", "-8d 03:40:00")
    ask("how long did the washing machine run this morning", "duration", 4500, within=180)
    for text in ("play some music in the kitchen", "did the cat come in last night", "how long until the dryer is done", "was the greenhouse door open yesterday"):
        ask(text)
    t.write("graz-spoken-latest", "en", None, of="graz")


if __name__ == "__main__":
    german()
    flat()
    english()

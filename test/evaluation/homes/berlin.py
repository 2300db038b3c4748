"""Writes berlin.json and the questions about it: `python3 test/evaluation/homes/berlin.py`."""

from berlin_flat import COFFEE, DISHES, HOME, WASHER, berlin

t = berlin()
ask = t.ask


def whole(day):
    return f"{t.label(day)}d 00:00:00", f"{t.label(day + 1)}d 00:00:00"


def last(entity, state):
    return {"kind": "instant", "value": t.turns(entity, state)[-1]}


def first(entity, state, day):
    return {"kind": "instant", "value": t.within(t.turns(entity, state), *whole(day))[0]}


def ran(entity, day):
    return [b - a for a, b in t.runs(entity, *whole(day))]


ask("Wann wurde die Balkontür das letzte Mal geöffnet?", **last("binary_sensor.balkontuer", "on"))
ask("wann hat es zuletzt geklingelt", "instant", "-1d 10:02:31")
ask("Um wie viel Uhr ist Katharina am Donnerstag heimgekommen?", **first("person.katharina", "home", -3))
ask("Wann ist Jonas am Freitag aus dem Haus gegangen?", **first("person.jonas", "not_home", -2))
ask("wann ging der Rauchmelder los?", **last("binary_sensor.rauchmelder", "on"))
ask("Wann ging heute früh der Rollladen hoch?", **first("cover.rollladen", "open", 0))
ask("Wann lief der Staubsauger das letzte Mal?", **last("vacuum.staubsauger", "cleaning"))
ask("Wann wurde das Türschloss zuletzt aufgesperrt?", **last("lock.wohnungstuer", "unlocked"))
ask("Letztes Mal Wasser in der Küche?", **last("binary_sensor.wassermelder", "on"))
ask("Wann wurde gestern zum ersten Mal das Küchenfenster aufgemacht?", **first("binary_sensor.kuechenfenster", "on", -1))
ask("Wann ist die Schreibtischlampe ausgegangen?", **last("light.schreibtisch", "off"))
ask("Wie oft lief die Waschmaschine gestern?", "count", len(ran(WASHER, -1)))
ask("Wie oft hat es diese Woche geklingelt?", "count", 2)
ask("Wie viele Male war das Küchenfenster in den letzten 7 Tagen offen?", "count", 2)
ask("wie oft lief der geschirspüler seit Montag", "count", 3, note="Tippfehler")
ask("Wie häufig wurde vorgestern Kaffee gemacht, also die Kaffeemaschine eingeschaltet?", "count", len(t.within(t.turns(COFFEE, "on"), *whole(-2))))
ask("Wie lange war das Schlafzimmerfenster in der Nacht von Samstag auf Sonntag offen?", "duration", t.held("binary_sensor.schlafzimmerfenster", "on", "-1d 18:00:00", "-0d 06:00:00"), note="die Uhr wurde vorgestellt")
ask("Wie lange brannte heute zwischen 1 und 4 Uhr die Nachttischlampe?", "duration", t.held("light.nachttisch_jonas", "on", "-0d 01:00:00", "-0d 04:00:00"))
ask("Wie lange war die Heizung am Mittwoch aus?", "duration", t.held("climate.heizung", "off", *whole(-4)))
ask("Wie lange lief die Waschmaschine am Mittwoch?", "duration", sum(ran(WASHER, -4)), within=180)
ask("Wie lange stand die Balkontür gestern offen?", "duration", t.held("binary_sensor.balkontuer", "on", *whole(-1)))
ask("Wie lang lief der Fernseher am Freitagabend?", "duration", 5400)
ask("Wie lange war am Donnerstag niemand zu Hause?", "duration", sum(
    b - a for a, b in [(t.instant(first("person.katharina", "not_home", -3)["value"]), t.instant(first("person.jonas", "home", -3)["value"]))]
))
ask("Wie lange war das Badfenster am Dienstag nicht erreichbar?", "duration", 18000)
ask("War gestern um 16 Uhr die Balkontür zu?", "boolean", False)
ask("War das Schlafzimmerfenster heute um 4 Uhr noch auf?", "boolean", True)
ask("War Katharina am Mittwoch mittags um zwölf daheim?", "boolean", True)
ask("War Donnerstag um 11 Uhr jemand zu Hause?", "boolean", False)
ask("Hat es gestern geklingelt?", "boolean", True)
ask("War die Wohnungstür am Freitag um 10 Uhr abgeschlossen?", "boolean", True)
ask("Lief der Fernseher gestern um 21 Uhr?", "boolean", t.state("media_player.fernseher", "-1d 21:00:00") == "playing")
ask("Auf wie viel Grad stand die Heizung am Mittwoch um 19 Uhr?", "number", 22)
ask("Wer hat am Mittwoch die Heizung ausgemacht?", "text", "Katharina")
ask("wer hat die Tür am Freitag aufgeschlossen", "text", "Jonas")
ask("Wer ging am Dienstag zuerst aus dem Haus?", "text", "Jonas")
ask("Warum ging gestern Abend das Licht im Flur an?", "text", "Flurlicht bei Bewegung")
ask("Welche Fenster waren gestern offen?", "list", ["binary_sensor.kuechenfenster", "binary_sensor.schlafzimmerfenster"])
ask("Welche Lampen waren gestern um 20 Uhr an?", "list", ["light.stehlampe"])
ask("Was war die niedrigste Außentemperatur am 19. März?", "number", -2.5)
ask("Wie warm wurde es gestern draußen?", "number", 16.5)
ask("Höchste Luftfeuchtigkeit im Bad in den letzten zwei Wochen?", "number", 82)
ask("Wie viel Strom haben wir am Donnerstag verbraucht?", "number", 5.5, within=0.3)
ask("Haben wir gestern mehr Strom verbraucht als am Freitag?", "boolean", True)
ask("Wieviel kWh hat der Geschirrspüler am Freitag gebraucht?", "number", round(t.kwh(DISHES, *whole(-2), 0.6), 3), within=0.07)
ask("Und vorgestern?", "duration", 1680, after="Wie lange war das Badfenster gestern offen?")
ask("Und am Mittwoch?", "count", 1, after="Wie oft lief die Waschmaschine gestern?")
for text in (
    "Wann war die Sauna zuletzt an?", "Wie lange war Oma gestern zu Besuch?", "War das Dachfenster gestern offen?",
    "Wie wird das Wetter morgen?", "Wann ist die Waschmaschine fertig?", "Kommt Jonas heute Abend spät nach Hause?",
    "Ist das Küchenfenster offen?", "Mach die Stehlampe aus", "Stell die Heizung auf 20 Grad", "Fahr den Rollladen runter",
    "Was hat Katharina gestern gegessen?", "Warum ist die Banane krumm?", "War das Küchenfenster im letzten Sommer offen?",
    "Hat die Heizung gestern gelacht?", "Wie viel Gas haben wir letzte Woche verbraucht?",
):
    ask(text)
t.write("berlin", "de", HOME)

"""Writes zuerich.json, a flat where things are called by kind and room, typed without umlauts, and what is asked there: `python3 test/evaluation/homes/zuerich.py`."""

from timeline import Timeline

NOW = "2026-11-27T21:10"
DISHES = "sensor.abwaschmaschine_power"
DIM = {"supported_color_modes": ["brightness"]}


def of(device_class, unit=None, state_class="measurement"):
    return {"device_class": device_class, **({"unit_of_measurement": unit, "state_class": state_class} if unit else {})}


ENTITIES = [
    ("light.kueche", "Licht Kueche", "kueche", "off", DIM), ("light.gang", "Licht Gang", "gang", "off", DIM), ("light.stube_1", "Stehlampe Stube", "stube", "off", DIM),
    ("light.stube_2", "Deckenlampe Stube", "stube", "off", DIM), ("binary_sensor.f_kueche", "Fenster Kueche", "kueche", "off", of("window")),
    ("binary_sensor.f_bad", "Fenster Bad", "bad", "off", of("window")), ("binary_sensor.t_wohnung", "Wohnungstuere", "gang", "off", of("door")),
    ("binary_sensor.t_balkon", "Balkontuere", "stube", "off", of("door")), ("binary_sensor.rauch", "Rauchmelder", "gang", "off", of("smoke")),
    ("binary_sensor.bewegung", "Bewegung Gang", "gang", "off", of("motion")), ("cover.store_stube", "Store Stube", "stube", "open", of("blind")),
    ("climate.bad", "Heizung Bad", "bad", "heat", {"hvac_modes": ["off", "heat"], "temperature": 20}),
    ("sensor.t_schlafen", "Temperatur Schlafzimmer", "schlafzimmer", "19", of("temperature", "°C")), ("sensor.t_balkon", "Temperatur Balkon", "balkon", "6", of("temperature", "°C")),
    ("sensor.h_bad", "Feuchtigkeit Bad", "bad", "50", of("humidity", "%")), ("sensor.co2", "CO2 Stube", "stube", "600", of("carbon_dioxide", "ppm")),
    (DISHES, "Abwaschmaschine Leistung", "kueche", "0.5", of("power", "W")), ("sensor.strom", "Stromverbrauch total", "gang", "3000", of("energy", "kWh", "total_increasing")),
    ("media_player.stube", "Lautsprecher Stube", "stube", "idle", of("speaker")), ("lock.wohnung", "Tuerschloss", "gang", "locked", {}),
    ("event.klingel", "Klingel", "gang", "unknown", {"device_class": "doorbell", "event_types": ["ring"]}),
    ("person.reto", "Reto", None, "home", {}), ("person.anja", "Anja", None, "home", {}),
]
HOME = {
    "name": "Zürich", "timezone": "Europe/Zurich", "version": "2026.11.0", "language": "de",
    "areas": [{"id": i, "name": name, "aliases": []} for i, name in (("kueche", "Kueche"), ("gang", "Gang"), ("stube", "Stube"), ("bad", "Bad"), ("schlafzimmer", "Schlafzimmer"), ("balkon", "Balkon"))],
    "people": [{"id": f"u-{i}", "name": name, "admin": True, "entity_id": f"person.{i}"} for i, name in (("reto", "Reto"), ("anja", "Anja"))],
    "devices": [{"id": "abwasch", "name": "Abwaschmaschine", "area": "kueche"}],
    "entities": [{"entity_id": i, "name": n, "state": s, "attributes": a, **({"device": "abwasch"} if i == DISHES else {"area": area})} for i, n, area, s, a in ENTITIES],
}


def zuerich():
    t = Timeline("Europe/Zurich", NOW, seed=27)
    t.first_states = {i: state for i, _, _, state, _ in ENTITIES}
    for day in range(-10, 1):
        weekday = (day + 4) % 7  # the day of `now` is a Friday: 4
        label = t.label(day)
        if weekday < 5:
            for who, out, home in (("reto", "07:50:00", "18:20:00"), ("anja", "08:30:00", "17:10:00")):
                t.say(f"{label}d {out}", f"person.{who}", "not_home")
                t.say(f"{label}d {home}", f"person.{who}", "home")
            t.say(f"{label}d 08:31:00", "lock.wohnung", "locked", user="u-anja")
            t.say(f"{label}d 17:09:00", "lock.wohnung", "unlocked", user="u-anja")
        for clock, degrees in (("07:00:00", day / 2), ("14:00:00", day / 2 + 7)):
            t.say(f"{label}d {clock}", "sensor.t_balkon", degrees + 5)
        t.say(f"{label}d 06:00:00", "sensor.t_schlafen", 18.5)
        t.say(f"{label}d 20:00:00", "sensor.t_schlafen", 20.5)
        for hour in range(24 if day else 21):
            t.say(f"{label}d {hour:02d}:59:58", "sensor.strom", 3000 + ((day + 10) * 24 + hour + 1) * 0.25)
    for entity, on, off, spans in (
        ("light.kueche", "on", "off", [("-1d 18:30:00", "-1d 19:45:00"), ("-0d 06:40:00", "-0d 07:30:00"), ("-0d 18:40:00", "-0d 20:15:00")]),
        ("light.gang", "on", "off", [("-2d 23:00:00", "-1d 06:10:00")]), ("light.stube_1", "on", "off", [("-1d 19:00:00", "-1d 22:40:00")]),
        ("binary_sensor.f_kueche", "on", "off", [("-3d 12:00:00", "-3d 12:25:00"), ("-0d 19:00:00", "-0d 19:12:00")]), ("binary_sensor.f_bad", "on", "off", [("-1d 07:00:00", "-1d 07:20:00"), ("-0d 07:05:00", "-0d 07:18:00")]),
        ("binary_sensor.t_balkon", "on", "off", [("-5d 13:00:00", "-5d 15:30:00")]), ("binary_sensor.t_wohnung", "on", "off", [("-0d 17:09:30", "-0d 17:10:10"), ("-0d 18:19:40", "-0d 18:20:05")]),
        ("binary_sensor.rauch", "on", "off", [("-4d 19:05:00", "-4d 19:06:00")]), ("cover.store_stube", "closed", "open", [("-2d 17:30:00", "-1d 07:15:00"), ("-1d 17:30:00", "-0d 07:20:00")]),
        ("media_player.stube", "playing", "idle", [("-1d 20:00:00", "-1d 21:30:00")]), ("climate.bad", "off", "heat", [("-3d 09:00:00", "-3d 16:00:00")]),
    ):
        for start, end in spans:
            t.say(start, entity, on)
            t.say(end, entity, off)
    for at in ("-3d 10:15:00", "-0d 12:01:00"):
        t.say(at, "event.klingel", f"{t.instant(at):.0f}", event_type="ring")
    for at, ppm in (("-1d 12:00:00", 700), ("-1d 22:00:00", 1450), ("-0d 09:00:00", 640)):
        t.say(at, "sensor.co2", ppm)
    for at, percent in (("-1d 07:10:00", 74), ("-1d 12:00:00", 51), ("-0d 07:10:00", 69), ("-0d 10:00:00", 50)):
        t.say(at, "sensor.h_bad", percent)
    free = "-10d 00:00:00"
    for start in ("-4d 20:00:00", "-1d 20:30:00"):
        t.wave(DISHES, free, start, "5m", 0.5, noise=0.1, decimals=1)
        for seconds, watts in ((600, 60), (1500, 1900), (1200, 75), (900, 1850)):
            t.plateau(DISHES, start, seconds, watts)
            start = t.later(start, seconds)
        free = start
    t.wave(DISHES, free, "+1d 00:00:00", "5m", 0.5, noise=0.1, decimals=1)
    return t


t = zuerich()
ask = t.ask
ask("Wann wurde gestern das Küchenlicht ausgeschaltet?", "instant", "-1d 19:45:00")
ask("Wie lange war das Küchenfenster heute Abend offen?", "duration", 720)
ask("war das badfenster heute morgen offen", "boolean", True)
ask("Wann hat das letzte Mal jemand geklingelt?", "instant", "-0d 12:01:00")
ask("wie lange brannte das licht im gang in der nacht von mittwoch auf donnerstag", "duration", 25200, within=700)
ask("Wann ging die Balkontür zum letzten Mal zu?", "instant", "-5d 15:30:00")
ask("Um welche Zeit ist Anja heute heimgekommen?", "instant", "-0d 17:10:00")
ask("wann isch de reto gestern heimcho", note="Zürichdeutsch, zu weit weg")
ask("Wann ist Reto heute Morgen aus dem Haus?", "instant", "-0d 07:50:00")
ask("Wie warm war es heute um 20.30 Uhr im Schlafzimmer?", "number", 20.5)
ask("Was war diese Woche die tiefste Temperatur auf dem Balkon?", "number", 3)
ask("Wie hoch war der CO2-Wert in der Stube gestern um 22:30?", "number", 1450)
ask("höchster co2 wert gestern", "number", 1450)
ask("Wie feucht war es heute um 8 Uhr früh im Bad?", "number", 69)
ask("Wie viel Strom haben wir gestern verbraucht?", "number", 6, within=0.3)
ask("Lief die Abwaschmaschine gestern Abend?", "boolean", True)
ask("Wie oft lief der Geschirrspüler diese Woche?", "count", 2, note="seit Montag 23.")
ask("wann war der abwasch gestern fertig", "instant", "-1d 21:40:00", note="Abwaschmaschine")
ask("Wie lange lief die Abwaschmaschine am Montag?", "duration", 4200, within=180)
ask("War die Store in der Stube gestern um 18 Uhr unten?", "boolean", True)
ask("Wann ging die Store heute früh hoch?", "instant", "-0d 07:20:00")
ask("Wann gingen die Storen gestern runter?", "instant", "-1d 17:30:00")
ask("Wer hat heute abgeschlossen?", "text", "Anja")
ask("Wer hat gestern die Wohnungstür aufgesperrt?", "text", "Anja")
ask("Wer ist heute zuerst heimgekommen?", "text", "Anja")
ask("War gestern um zehn Uhr abends noch Licht in der Stube?", "boolean", True)
ask("Welche Lichter waren gestern um halb acht abends an?", "list", ["light.kueche", "light.stube_1"])
ask("Wie lange war die Heizung im Bad am Dienstag aus?", "duration", 25200)
ask("Hat der Rauchmelder diese Woche Alarm gegeben?", "boolean", True)
ask("wann hat am montag der rauchmelder angeschlagen", "instant", "-4d 19:05:00")
ask("Wie lange lief gestern Musik in der Stube?", "duration", 5400)
ask("War heute zwischen neun und fünf jemand daheim?", "boolean", False)
ask("Wie oft ging heute die Wohnungstür auf?", "count", 2)
ask("Wann war am Sonntag die Balkontür offen?", "instant", "-5d 13:00:00")
ask("War das Fenster gestern offen?", "question", note="im Bad ja, in der Küche nein")
ask("War die Lampe in der Stube gestern um neun Uhr abends an?", "question", note="zwei Lampen")
ask("und im Bad?", "boolean", True, after="War gestern das Fenster in der Küche offen?")
ask("und vorgestern?", "boolean", False, after="Lief die Abwaschmaschine gestern?")
for text in (
    "Wann war die Garage zuletzt offen?", "Wie war das Wetter am Montag?", "Mach das Licht in der Küche an", "Läuft die Abwaschmaschine noch?", "Wie lange war das Kellerfenster offen?",
    "Wann kommt das Tram?", "hat reto gestern gekocht", "Wie voll war gestern die Badewanne?", "Wann wurde der Velokeller abgeschlossen?", "War das Schlafzimmerfenster gestern Nacht offen?",
    "Wie hoch war der CO2-Wert im Bad gestern?", "Wie warm war es gestern in der Küche?",
):
    ask(text)
t.write("zuerich", "de", HOME)

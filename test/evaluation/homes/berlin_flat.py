"""A flat in Berlin: what stands in it and a fortnight of its past, to the day the clocks went forward."""

from timeline import Timeline

NOW = "2026-03-29T19:10"
WASHER, DISHES, COFFEE = "sensor.waschmaschine_leistung", "sensor.geschirrspueler_leistung", "switch.kaffeemaschine"
STANDBY = {WASHER: 0.9, DISHES: 0.6}
AREAS = [
    ("wohnzimmer", "Wohnzimmer", ["Stube"]), ("kueche", "Küche", []), ("schlafzimmer", "Schlafzimmer", []), ("bad", "Bad", ["Badezimmer"]),
    ("flur", "Flur", ["Diele"]), ("arbeitszimmer", "Arbeitszimmer", ["Büro"]), ("balkon", "Balkon", []),
]


def measure(device_class, unit, state_class="measurement"):
    return {"device_class": device_class, "unit_of_measurement": unit, "state_class": state_class}


def contact(name, area, kind):
    return (name, area, "off", {"device_class": kind})


DIM = {"supported_color_modes": ["brightness"]}
ENTITIES = {
    "light.deckenlampe": ("Deckenlampe", "wohnzimmer", "off", DIM),
    "light.stehlampe": ("Stehlampe", "wohnzimmer", "off", DIM),
    "light.kuechenlicht": ("Küchenlicht", "kueche", "off", DIM),
    "light.nachttisch_jonas": ("Nachttischlampe", "schlafzimmer", "off", DIM),
    "light.schreibtisch": ("Schreibtischlampe", "arbeitszimmer", "off", DIM),
    "light.flurlicht": ("Flurlicht", "flur", "off", DIM),
    "binary_sensor.wohnungstuer": contact("Wohnungstür", "flur", "door"),
    "binary_sensor.balkontuer": contact("Balkontür", "wohnzimmer", "door"),
    "binary_sensor.kuechenfenster": contact("Küchenfenster", "kueche", "window"),
    "binary_sensor.badfenster": contact("Badfenster", "bad", "window"),
    "binary_sensor.schlafzimmerfenster": contact("Schlafzimmerfenster", "schlafzimmer", "window"),
    "binary_sensor.wassermelder": contact("Wassermelder", "kueche", "moisture"),
    "binary_sensor.rauchmelder": contact("Rauchmelder", "flur", "smoke"),
    "binary_sensor.flur_bewegung": contact("Bewegungsmelder", "flur", "motion"),
    "lock.wohnungstuer": ("Türschloss", "flur", "locked", {}),
    "event.klingel": ("Klingel", "flur", "unknown", {"device_class": "doorbell", "event_types": ["ring"]}),
    "cover.rollladen": ("Rollladen", "schlafzimmer", "closed", {"device_class": "shutter", "supported_features": 3}),
    "climate.heizung": ("Heizung", "wohnzimmer", "heat", {"hvac_modes": ["off", "heat"], "temperature": 21}),
    "sensor.schlafzimmer_temperatur": ("Schlafzimmer Temperatur", "schlafzimmer", "18", measure("temperature", "°C")),
    "sensor.aussentemperatur": ("Außentemperatur", "balkon", "8", measure("temperature", "°C")),
    "sensor.bad_luftfeuchtigkeit": ("Bad Luftfeuchtigkeit", "bad", "55", measure("humidity", "%")),
    WASHER: ("Waschmaschine Leistung", "bad", "0.9", measure("power", "W")),
    DISHES: ("Geschirrspüler Leistung", "kueche", "0.6", measure("power", "W")),
    COFFEE: ("Kaffeemaschine", "kueche", "off", {}),
    "sensor.stromzaehler": ("Stromzähler", "flur", "900", measure("energy", "kWh", "total_increasing")),
    "media_player.fernseher": ("Fernseher", "wohnzimmer", "off", {}),
    "vacuum.staubsauger": ("Staubsauger", "wohnzimmer", "docked", {}),
    "person.jonas": ("Jonas", None, "home", {}),
    "person.katharina": ("Katharina", None, "home", {}),
}
PLUGS = {WASHER: "waschmaschine", DISHES: "geschirrspueler"}
HOME = {
    "name": "Gneisenaustraße", "timezone": "Europe/Berlin", "version": "2026.11.0", "language": "de",
    "areas": [{"id": i, "name": name, "aliases": aliases} for i, name, aliases in AREAS],
    "people": [
        {"id": "u-jonas", "name": "Jonas", "admin": True, "entity_id": "person.jonas"},
        {"id": "u-katharina", "name": "Katharina", "admin": True, "entity_id": "person.katharina"},
    ],
    "devices": [
        {"id": "waschmaschine", "name": "Waschmaschine", "area": "bad"},
        {"id": "geschirrspueler", "name": "Geschirrspüler", "area": "kueche"},
    ],
    "entities": [
        {
            "entity_id": i, "name": name, "state": state, "attributes": attributes,
            **({"device": PLUGS[i]} if i in PLUGS else {"area": area}),
        }
        for i, (name, area, state, attributes) in ENTITIES.items()
    ],
    "automations": [{"entity_id": "automation.flurlicht", "id": "1900000000001", "name": "Flurlicht bei Bewegung", "config": {}}],
}


def berlin() -> Timeline:
    t = Timeline("Europe/Berlin", NOW, seed=1030)
    t.first_states = {i: state for i, (_, _, state, _) in ENTITIES.items()}
    read = 900.0
    for day in range(-13, 1):
        weekday = (day - 1) % 7  # the day of `now` is a Sunday: 6
        for hour in [h for h in range(24 if day else 19) if (day, h) != (0, 2)]:
            read += (7.5 if weekday > 4 else 5.5) / 24
            t.say(f"{t.label(day)}d {hour:02d}:59:58", "sensor.stromzaehler", round(read, 3))
        ordinary(t, day, weekday)
    once(t)
    appliances(t)
    return t


def ordinary(t, day, weekday):
    coffee = t.around(day, "07:05" if weekday < 5 else "09:10")
    t.say(coffee, COFFEE, "on", user="u-jonas")
    t.say(t.later(coffee, 1500), COFFEE, "off")
    t.say(t.around(day, "07:20", 3), "cover.rollladen", "open", user="u-katharina")
    if weekday < 5:
        for who, out, home, place in (("jonas", "08:15", "17:40", "not_home"), ("katharina", "08:45", "18:30", "not_home")):
            if who == "katharina" and weekday == 2:
                continue
            t.say(t.around(day, out, 4), f"person.{who}", place)
            t.say(t.around(day, home, 4), f"person.{who}", "home")
        t.say(t.around(day, "08:52", 2), "lock.wohnungstuer", "locked")
        t.say(t.around(day, "17:39", 1), "lock.wohnungstuer", "unlocked", user="u-jonas")
    if day == 0:
        return
    t.say(t.around(day, "20:05"), "cover.rollladen", "closed", user="u-katharina")
    seen = t.around(day, "21:30")
    t.say(seen, "binary_sensor.flur_bewegung", "on", context=f"m{day}")
    t.event(seen, "automation_triggered", f"r{day}", name="Flurlicht bei Bewegung", entity_id="automation.flurlicht", source="state of binary_sensor.flur_bewegung")
    t.say(t.later(seen, 1), "light.flurlicht", "on", context=f"r{day}", parent=f"m{day}")
    t.say(t.later(seen, 90), "binary_sensor.flur_bewegung", "off")
    t.say(t.later(seen, 240), "light.flurlicht", "off")
    on = t.around(day, "20:15")
    t.say(on, "media_player.fernseher", "playing")
    t.say(t.later(on, 5400), "media_player.fernseher", "off")


def once(t):
    for at, entity, state in [
        ("-1d 23:15:00", "binary_sensor.schlafzimmerfenster", "on"), ("-0d 05:45:00", "binary_sensor.schlafzimmerfenster", "off"),
        ("-0d 01:20:00", "light.nachttisch_jonas", "on"), ("-0d 03:40:00", "light.nachttisch_jonas", "off"),
        ("-3d 18:55:10", "binary_sensor.kuechenfenster", "on"), ("-3d 19:20:40", "binary_sensor.kuechenfenster", "off"),
        ("-1d 12:30:00", "binary_sensor.kuechenfenster", "on"), ("-1d 12:41:00", "binary_sensor.kuechenfenster", "off"),
        ("-2d 07:02:00", "binary_sensor.badfenster", "on"), ("-2d 07:30:00", "binary_sensor.badfenster", "off"),
        ("-1d 15:00:20", "binary_sensor.balkontuer", "on"), ("-1d 17:10:20", "binary_sensor.balkontuer", "off"),
        ("-0d 13:12:05", "binary_sensor.balkontuer", "on"), ("-0d 13:40:05", "binary_sensor.balkontuer", "off"),
        ("-6d 04:31:00", "binary_sensor.wassermelder", "on"), ("-6d 04:52:30", "binary_sensor.wassermelder", "off"),
        ("-4d 19:44:00", "binary_sensor.rauchmelder", "on"), ("-4d 19:46:10", "binary_sensor.rauchmelder", "off"),
        ("-3d 20:10:00", "light.schreibtisch", "on"), ("-3d 22:25:00", "light.schreibtisch", "off"),
        ("-1d 19:30:00", "light.stehlampe", "on"), ("-1d 23:00:00", "light.stehlampe", "off"),
        ("-2d 10:00:30", "vacuum.staubsauger", "cleaning"), ("-2d 10:40:30", "vacuum.staubsauger", "returning"), ("-2d 10:43:00", "vacuum.staubsauger", "docked"),
        ("-5d 09:00:00", "binary_sensor.badfenster", "unavailable"), ("-5d 14:00:00", "binary_sensor.badfenster", "off"),
    ]:
        t.say(at, entity, state)
    t.say("-4d 09:30:00", "climate.heizung", "off", user="u-katharina")
    t.say("-4d 17:45:00", "climate.heizung", "heat", user="u-jonas", temperature=22)
    for at in ("-5d 11:20:09", "-1d 10:02:31"):
        t.say(at, "event.klingel", f"{t.instant(at):.0f}", event_type="ring")
    for day, coldest in zip(range(-13, 1), (4, 3, 1, -2.5, 0, 2, 5, 6, 4, 3, 2, 5, 7, 6)):
        for clock, degrees in (("06:10:00", coldest), ("14:00:00", coldest + 9.5), ("21:00:00", coldest + 4)):
            t.say(f"{t.label(day)}d {clock}", "sensor.aussentemperatur", degrees)
    for day, percent in zip(range(-13, 1), (55, 58, 61, 57, 60, 82, 59, 56, 62, 58, 66, 57, 73, 60)):
        t.say(f"{t.label(day)}d 08:00:00", "sensor.bad_luftfeuchtigkeit", percent)


def appliances(t):
    wash = [(480, 190), (1800, 1980), (360, 2.4), (1200, 150), (540, 390)]
    dish = [(600, 50), (1500, 1900), (1200, 70), (900, 1850), (600, 30)]
    plan = {WASHER: (wash, ["-8d 11:00:00", "-4d 18:30:00", "-1d 09:15:00", "-1d 11:30:00"]), DISHES: (dish, [f"{d}d 21:00:00" for d in range(-12, 0, 2)])}
    t.machines(plan, STANDBY, "-13d 00:00:00", noise=0.15)

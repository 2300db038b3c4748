"""A house near Graz: what stands in it, named in German, and what those who speak English there call it."""

FLOORS = [("keller", "Keller", -1), ("eg", "Erdgeschoß", 0), ("og", "Obergeschoß", 1), ("aussen", "Draußen", None)]
AREAS = [
    ("waschkueche", "Waschküche", "keller", ["laundry room"]), ("technikraum", "Technikraum", "keller", ["utility room"]),
    ("wohnzimmer", "Wohnzimmer", "eg", ["living room"]), ("kueche", "Küche", "eg", ["kitchen"]), ("vorzimmer", "Vorzimmer", "eg", ["hallway"]),
    ("schlafzimmer", "Schlafzimmer", "og", ["bedroom"]), ("kinderzimmer", "Kinderzimmer", "og", ["kids room"]), ("bad", "Bad", "og", ["bathroom"]),
    ("dachboden", "Dachboden", "og", ["attic"]), ("garage", "Garage", "aussen", []), ("garten", "Garten", "aussen", ["garden"]),
    ("terrasse", "Terrasse", "aussen", ["patio"]),
]
PEOPLE = [("theresa", "Theresa", True), ("lukas", "Lukas", True), ("emma", "Emma", False)]
WASHER, DRYER = "sensor.waschmaschine_leistung", "sensor.trockner_leistung"
PLUGS = {WASHER: "waschmaschine", DRYER: "trockner"}
STANDBY = {WASHER: 0.8, DRYER: 0.5}
DIM = {"supported_color_modes": ["brightness"]}


def measure(device_class, unit, state_class="measurement"):
    return {"device_class": device_class, "unit_of_measurement": unit, "state_class": state_class}


def kind(device_class):
    return {"device_class": device_class}


ENTITIES = [
    ("light.wohnzimmerlampe", "Wohnzimmerlampe", "wohnzimmer", "off", DIM, ["living room light"]),
    ("light.leselampe_wohnzimmer", "Leselampe", "wohnzimmer", "off", DIM, ["reading lamp"]),
    ("light.leselampe_schlafzimmer", "Leselampe", "schlafzimmer", "off", DIM, ["reading lamp"]),
    ("light.kuechenlicht", "Küchenlicht", "kueche", "off", DIM, ["kitchen light"]),
    ("light.nachtlicht", "Nachtlicht", "kinderzimmer", "off", DIM, ["night light"]),
    ("light.kellerlicht", "Kellerlicht", "waschkueche", "off", DIM, ["basement light"]),
    ("light.terrassenlicht", "Terrassenlicht", "terrasse", "off", DIM, ["patio light"]),
    ("binary_sensor.haustuer", "Haustür", "vorzimmer", "off", kind("door"), ["front door"]),
    ("binary_sensor.terrassentuer", "Terrassentür", "wohnzimmer", "off", kind("door"), ["patio door"]),
    ("binary_sensor.kuehlschrank", "Kühlschrank", "kueche", "off", kind("door"), ["fridge"]),
    ("binary_sensor.briefkasten", "Briefkasten", "garten", "off", kind("opening"), ["mailbox"]),
    ("binary_sensor.kellerfenster", "Kellerfenster", "waschkueche", "off", kind("window"), ["basement window"]),
    ("binary_sensor.kinderzimmerfenster", "Kinderzimmerfenster", "kinderzimmer", "off", kind("window"), ["kids room window"]),
    ("binary_sensor.badfenster", "Badfenster", "bad", "off", kind("window"), ["bathroom window"]),
    ("binary_sensor.dachfenster", "Dachfenster", "dachboden", "off", kind("window"), ["skylight"]),
    ("binary_sensor.rauchmelder_keller", "Rauchmelder Keller", "technikraum", "off", kind("smoke"), ["basement smoke detector"]),
    ("binary_sensor.rauchmelder_oben", "Rauchmelder Kinderzimmer", "kinderzimmer", "off", kind("smoke"), ["kids room smoke detector"]),
    ("binary_sensor.wassersensor", "Wassersensor", "waschkueche", "off", kind("moisture"), ["water sensor"]),
    ("binary_sensor.garten_bewegung", "Bewegungsmelder Garten", "garten", "off", kind("motion"), ["garden motion sensor"]),
    ("binary_sensor.wallbox", "Wallbox", "garage", "off", kind("battery_charging"), ["car charger"]),
    ("cover.garagentor", "Garagentor", "garage", "closed", {"device_class": "garage", "supported_features": 3}, ["garage door"]),
    ("cover.rollladen_wohnzimmer", "Rollladen Wohnzimmer", "wohnzimmer", "closed", {"device_class": "shutter", "supported_features": 3}, ["living room shutter"]),
    ("cover.rollladen_kinderzimmer", "Rollladen Kinderzimmer", "kinderzimmer", "closed", {"device_class": "shutter", "supported_features": 3}, ["kids room shutter"]),
    ("lock.haustuer", "Haustürschloss", "vorzimmer", "locked", {}, ["front door lock"]),
    ("event.tuerklingel", "Türklingel", "vorzimmer", "unknown", {"device_class": "doorbell", "event_types": ["ring"]}, ["doorbell"]),
    ("alarm_control_panel.alarmanlage", "Alarmanlage", "vorzimmer", "disarmed", {}, ["alarm"]),
    ("climate.waermepumpe", "Wärmepumpe", "technikraum", "heat", {"hvac_modes": ["off", "heat"], "temperature": 21}, ["heat pump"]),
    ("climate.kinderzimmer", "Thermostat Kinderzimmer", "kinderzimmer", "heat", {"hvac_modes": ["off", "heat"], "temperature": 20}, ["kids room thermostat"]),
    ("sensor.aussentemperatur", "Außentemperatur", "garten", "4", measure("temperature", "°C"), ["outdoor temperature"]),
    ("sensor.kinderzimmer_temperatur", "Kinderzimmer Temperatur", "kinderzimmer", "20", measure("temperature", "°C"), ["kids room temperature"]),
    ("sensor.bad_luftfeuchtigkeit", "Bad Luftfeuchtigkeit", "bad", "55", measure("humidity", "%"), ["bathroom humidity"]),
    ("sensor.pv_leistung", "PV Leistung", "technikraum", "0", measure("power", "W"), ["solar power"]),
    ("sensor.pv_ertrag", "PV Ertrag", "technikraum", "5200", measure("energy", "kWh", "total_increasing"), ["solar production"]),
    ("sensor.stromzaehler", "Stromzähler", "technikraum", "8100", measure("energy", "kWh", "total_increasing"), ["electricity meter"]),
    ("sensor.auto_ladestand", "Auto Ladestand", "garage", "60", measure("battery", "%"), ["car battery"]),
    (WASHER, "Waschmaschine Leistung", "waschkueche", "0.8", measure("power", "W"), ["washing machine"]),
    (DRYER, "Trockner Leistung", "waschkueche", "0.5", measure("power", "W"), ["dryer"]),
    ("switch.kaffeemaschine", "Kaffeemaschine", "kueche", "off", {}, ["coffee machine"]),
    ("switch.bewaesserung", "Bewässerung", "garten", "off", {}, ["sprinkler"]),
    ("vacuum.robi", "Robi", "wohnzimmer", "docked", {}, ["vacuum"]),
    ("media_player.fernseher", "Fernseher", "wohnzimmer", "off", {}, ["TV"]),
    ("media_player.kuechenradio", "Küchenradio", "kueche", "off", {}, ["kitchen radio"]),
    ("person.theresa", "Theresa", None, "home", {}, []),
    ("person.lukas", "Lukas", None, "home", {}, []),
    ("person.emma", "Emma", None, "home", {}, []),
    *((f"zone.{i}", name, None, "0", {"latitude": 47, "longitude": 15, "radius": 100, "passive": False, "editable": True}, [])
      for i, name in (("home", "Zuhause"), ("arbeit", "Arbeit"), ("schule", "Schule"))),
]
HOME = {
    "name": "Haus am Rosenberg", "timezone": "Europe/Vienna", "version": "2026.11.0", "language": "de",
    "floors": [{"id": i, "name": name, "level": level} for i, name, level in FLOORS],
    "areas": [{"id": i, "name": name, "floor": floor, "aliases": aliases} for i, name, floor, aliases in AREAS],
    "people": [{"id": f"u-{i}", "name": name, "admin": admin, "entity_id": f"person.{i}"} for i, name, admin in PEOPLE],
    "devices": [{"id": "waschmaschine", "name": "Waschmaschine", "area": "waschkueche"}, {"id": "trockner", "name": "Wäschetrockner", "area": "waschkueche"}],
    "entities": [
        {"entity_id": i, "name": name, "state": state, "attributes": attributes, "aliases": aliases, **({"device": PLUGS[i]} if i in PLUGS else {"area": area})}
        for i, name, area, state, attributes, aliases in ENTITIES
    ],
    "automations": [
        {"entity_id": "automation.terrasse", "id": "1910000000001", "name": "Terrassenlicht bei Bewegung", "config": {}},
        {"entity_id": "automation.rollladen", "id": "1910000000002", "name": "Rollläden am Abend schließen", "config": {}},
    ],
}

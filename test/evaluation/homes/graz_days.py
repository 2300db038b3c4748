"""A fortnight in the house near Graz, to a Wednesday evening in November."""

from graz_house import DRYER, ENTITIES, STANDBY, WASHER
from timeline import Timeline

NOW = "2026-11-25T18:40"
PV = (6.2, 1.1, 3.4, 8.0, 2.5, 0.9, 4.4, 5.0, 7.1, 2.2, 9.3, 3.0, 6.6, 1.8)
COLDEST = (5, 4, 2, 1, -1, 0.5, 3, 2, -3.5, -2, 0, 1.5, 4, 2.5)
DAMPEST = (58, 61, 57, 66, 60, 59, 63, 71, 62, 58, 77, 60, 64, 61)
ROOM = (20.4, 20.1, 19.8, 20.6, 20.2, 19.9, 20.3, 20.0, 19.2, 18.6, 20.5, 17.9, 20.7, 21.2)


def graz() -> Timeline:
    t = Timeline("Europe/Vienna", NOW, seed=2611)
    t.first_states = {i: state for i, _, _, state, _, _ in ENTITIES}
    for day in range(-13, 1):
        weekday = (day + 2) % 7  # the day of `now` is a Wednesday: 2
        ordinary(t, day, weekday)
        if weekday < 5:
            working_day(t, day, weekday)
    meters(t)
    weather(t)
    once(t)
    by_people(t)
    appliances(t)
    return t


def stretch(t, entity, start, end, state="on", rest="off", **attributes):
    t.say(start, entity, state, **attributes)
    t.say(end, entity, rest)


def ordinary(t, day, weekday):
    coffee = t.around(day, "06:36" if weekday < 5 else "08:24")
    t.say(coffee, "switch.kaffeemaschine", "on", user="u-theresa")
    t.say(t.later(coffee, 1200), "switch.kaffeemaschine", "off")
    t.say(t.around(day, "06:50", 3), "cover.rollladen_kinderzimmer", "open", user="u-theresa")
    t.say(t.around(day, "07:08", 3), "cover.rollladen_wohnzimmer", "open", user="u-lukas")
    dusk = f"{t.label(day)}d 17:00:00"
    t.event(dusk, "automation_triggered", f"d{day}", name="Rollläden am Abend schließen", entity_id="automation.rollladen", source="time")
    t.say(t.later(dusk, 1), "cover.rollladen_wohnzimmer", "closed", context=f"d{day}")
    if day == 0:
        return
    t.say(t.around(day, "19:24"), "cover.rollladen_kinderzimmer", "closed", user="u-theresa")
    seen = t.around(day, "18:26")
    t.say(seen, "binary_sensor.garten_bewegung", "on", context=f"m{day}")
    t.event(seen, "automation_triggered", f"r{day}", name="Terrassenlicht bei Bewegung", entity_id="automation.terrasse", source="state of binary_sensor.garten_bewegung")
    t.say(t.later(seen, 1), "light.terrassenlicht", "on", context=f"r{day}", parent=f"m{day}")
    t.say(t.later(seen, 75), "binary_sensor.garten_bewegung", "off")
    t.say(t.later(seen, 301), "light.terrassenlicht", "off")
    if day != -3:
        on = t.around(day, "20:02")
        stretch(t, "media_player.fernseher", on, t.later(on, 6000), "playing")


def working_day(t, day, weekday):
    def goes(who, out, home, place):
        t.say(t.around(day, out, 3), f"person.{who}", place)
        if t.instant(f"{t.label(day)}d {home}:00") < t.now:
            t.say(t.around(day, home, 3), f"person.{who}", "home")

    def opens(entity, clock, seconds, state="on", rest="off"):
        at = f"{t.label(day)}d {clock}"
        stretch(t, entity, at, t.later(at, seconds), state, rest)

    goes("emma", "07:25", "13:20", "Schule")
    if weekday != 2:
        goes("theresa", "07:45", "16:30", "Arbeit")
    opens("binary_sensor.haustuer", "07:24:30", 25)
    opens("binary_sensor.haustuer", "13:18:20", 20)
    t.say(f"{t.label(day)}d 08:13:10", "lock.haustuer", "locked")
    t.say(f"{t.label(day)}d 13:18:05", "lock.haustuer", "unlocked", user="u-emma")
    t.say(f"{t.label(day)}d 17:55:00", "lock.haustuer", "locked", user="u-lukas")
    t.say(f"{t.label(day)}d 06:30:00", "lock.haustuer", "unlocked", user="u-theresa")
    if weekday != 4:
        goes("lukas", "08:10", "17:40", "Arbeit")
        opens("cover.garagentor", "08:08:30", 90, "open", "closed")
        opens("cover.garagentor", "17:36:10", 110, "open", "closed")
    if weekday in (0, 3):
        t.say(f"{t.label(day)}d 10:00:30", "vacuum.robi", "cleaning")
        t.say(f"{t.label(day)}d 10:48:30", "vacuum.robi", "returning")
        t.say(f"{t.label(day)}d 10:51:00", "vacuum.robi", "docked")


def meters(t):
    used, made = 8100.0, 5200.0
    for day in range(-13, 1):
        for hour in range(24 if day else 18):
            used += (12 if (day + 2) % 7 > 4 else 8) / 24
            t.say(f"{t.label(day)}d {hour:02d}:59:58", "sensor.stromzaehler", round(used, 3))
            sunny = 9 <= hour < 15
            made += PV[day + 13] / 6 if sunny else 0
            t.say(f"{t.label(day)}d {hour:02d}:59:56", "sensor.pv_ertrag", round(made, 3))
            t.say(f"{t.label(day)}d {hour:02d}:30:00", "sensor.pv_leistung", round(PV[day + 13] * 1000 / 6) if sunny else 0)


def weather(t):
    for day in range(-13, 1):
        for clock, degrees in (("06:20:00", COLDEST[day + 13]), ("13:40:00", COLDEST[day + 13] + 6.5), ("20:30:00", COLDEST[day + 13] + 3)):
            t.say(f"{t.label(day)}d {clock}", "sensor.aussentemperatur", degrees)
        for clock, percent in (("07:30:00", DAMPEST[day + 13]), ("12:00:00", 50)):
            t.say(f"{t.label(day)}d {clock}", "sensor.bad_luftfeuchtigkeit", percent)
        for clock, degrees in (("05:00:00", ROOM[day + 13]), ("15:00:00", round(ROOM[day + 13] + 1.2, 1))):
            t.say(f"{t.label(day)}d {clock}", "sensor.kinderzimmer_temperatur", degrees)


def once(t):
    for entity, spans in {
        "binary_sensor.haustuer": [("-3d 17:05:00", "-3d 17:31:00")],
        "binary_sensor.terrassentuer": [("-6d 13:30:00", "-6d 13:36:00"), ("-4d 11:00:00", "-4d 12:10:00"), ("-1d 15:20:15", "-1d 15:47:15")],
        "binary_sensor.kellerfenster": [("-5d 10:00:00", "-5d 10:20:00"), ("-3d 09:10:00", "-3d 16:25:00")],
        "binary_sensor.kinderzimmerfenster": [("-3d 22:40:00", "-2d 05:15:00"), ("-2d 07:28:00", "-2d 07:49:00"), ("-1d 07:31:00", "-1d 07:50:00"), ("-0d 07:30:00", "-0d 07:52:00")],
        "binary_sensor.badfenster": [("-4d 08:00:00", "-4d 08:35:00"), ("-1d 06:45:00", "-1d 07:05:00")],
        "binary_sensor.rauchmelder_keller": [("-6d 19:12:00", "-6d 19:14:30")],
        "binary_sensor.wassersensor": [("-8d 03:40:00", "-8d 04:05:00")],
        "binary_sensor.wallbox": [("-5d 12:00:00", "-5d 14:00:00"), ("-2d 18:10:00", "-2d 21:40:00"), ("-0d 01:00:00", "-0d 04:30:00")],
        "binary_sensor.briefkasten": [("-5d 09:50:00", "-5d 09:50:11"), ("-2d 10:20:00", "-2d 10:20:12"), ("-0d 10:05:30", "-0d 10:05:45")],
        "binary_sensor.kuehlschrank": [("-1d 07:00:00", "-1d 07:00:15"), ("-1d 18:30:00", "-1d 18:32:00"), ("-0d 06:41:00", "-0d 06:41:20"), ("-0d 12:03:00", "-0d 12:07:30"), ("-0d 16:50:00", "-0d 16:50:25")],
        "light.wohnzimmerlampe": [("-1d 18:05:00", "-1d 22:30:00"), ("-0d 17:10:00", "-0d 23:00:00")],
        "light.leselampe_wohnzimmer": [("-2d 20:00:00", "-2d 22:10:00")],
        "light.leselampe_schlafzimmer": [("-1d 22:35:00", "-1d 23:20:00")],
        "light.kuechenlicht": [("-1d 06:31:00", "-1d 07:38:00"), ("-1d 18:20:00", "-1d 19:40:00"), ("-0d 06:30:00", "-0d 07:40:00")],
        "light.nachtlicht": [("-2d 19:50:00", "-1d 06:25:00"), ("-1d 19:45:00", "-0d 06:20:00")],
        "light.kellerlicht": [("-4d 16:10:00", "-3d 08:55:00"), ("-1d 17:15:00", "-1d 17:28:00")],
        "switch.bewaesserung": [("-10d 06:00:00", "-10d 06:20:00")],
    }.items():
        for start, end in spans:
            stretch(t, entity, start, end)
    stretch(t, "binary_sensor.badfenster", "-6d 09:00:00", "-6d 15:30:00", "unavailable")
    stretch(t, "cover.garagentor", "-4d 21:15:00", "-3d 07:42:00", "open", "closed")
    stretch(t, "media_player.fernseher", "-3d 20:15:00", "-3d 21:45:00", "playing", media_title="Tatort")
    stretch(t, "media_player.kuechenradio", "-4d 08:30:00", "-4d 10:00:00", "playing", media_title="Gemischter Satz")
    stretch(t, "media_player.kuechenradio", "-0d 06:35:00", "-0d 07:40:00", "playing", media_title="Morgenjournal")
    for at in ("-6d 17:05:00", "-4d 15:20:30", "-4d 15:24:10", "-1d 11:02:45", "-0d 09:31:12"):
        t.say(at, "event.tuerklingel", f"{t.instant(at):.0f}", event_type="ring")
    for at, percent in (("-5d 14:05:00", 81), ("-2d 18:00:00", 34), ("-2d 21:45:00", 78), ("-1d 20:00:00", 55), ("-0d 04:35:00", 92), ("-0d 18:00:00", 71)):
        t.say(at, "sensor.auto_ladestand", percent)


def by_people(t):
    for who, out, home in (("theresa", "09:30:05", "16:20:40"), ("lukas", "09:30:30", "16:20:10"), ("emma", "09:30:20", "16:20:50")):
        t.say(f"-3d {out}", f"person.{who}", "not_home")
        t.say(f"-3d {home}", f"person.{who}", "home")
    for at, entity, state, user, more in (
        ("-9d 23:00:00", "alarm_control_panel.alarmanlage", "armed_night", "u-lukas", {}), ("-8d 02:15:00", "alarm_control_panel.alarmanlage", "triggered", None, {}),
        ("-8d 02:16:30", "alarm_control_panel.alarmanlage", "disarmed", "u-lukas", {}), ("-3d 09:31:00", "alarm_control_panel.alarmanlage", "armed_away", "u-theresa", {}),
        ("-3d 16:19:20", "alarm_control_panel.alarmanlage", "disarmed", "u-lukas", {}), ("-5d 21:00:00", "climate.waermepumpe", "off", "u-lukas", {}),
        ("-4d 06:30:00", "climate.waermepumpe", "heat", "u-theresa", {"temperature": 22}), ("-3d 20:00:00", "climate.kinderzimmer", "heat", "u-theresa", {"temperature": 18}),
        ("-2d 06:00:00", "climate.kinderzimmer", "heat", "u-theresa", {"temperature": 21}),
    ):
        t.say(at, entity, state, user=user, **more)


def appliances(t):
    wash = [(600, 180), (1500, 2010), (300, 2.2), (1500, 140), (600, 410)]
    dry = [(3300, 690), (900, 120)]
    plan = {WASHER: (wash, ["-7d 18:00:00", "-4d 09:00:00", "-4d 11:10:00", "-1d 17:20:00", "-0d 10:15:00"]), DRYER: (dry, ["-4d 13:00:00", "-1d 19:00:00"])}
    t.machines(plan, STANDBY, "-13d 00:00:00", noise=0.12)

"""Two weeks of the family of four in Chicago, to the evening after the clocks went forward."""

from chicago_house import FIRST
from timeline import Timeline

NOW = "2026-03-08T18:40"
POWER = {"sensor.washer_power": 1.1, "sensor.dryer_power": 2.3, "sensor.dishwasher_power": 0.8}
DAILY_KWH = {-13: 24, -12: 22, -11: 26, -10: 33, -9: 25, -8: 30, -7: 31, -6: 23, -5: 21.5, -4: 24, -3: 22, -2: 27, -1: 36, 0: 18}


def chicago() -> Timeline:
    t = Timeline("America/Chicago", NOW, seed=312)
    t.first_states = dict(FIRST)
    for day in range(-13, 1):
        weekday = (day - 1) % 7  # the day of `now` is a Sunday: 6
        (workday if weekday < 5 else weekend)(t, day)
        household(t, day, weekday)
    once(t)
    appliances(t)
    outage(t)
    return t


def whereabouts(t, day, who, *moves):
    for clock, place in moves:
        t.say(t.around(day, clock, 5), f"person.{who}", place)


def door(t, at, entity="binary_sensor.front_door", seconds=14):
    t.say(at, entity, "on")
    t.say(t.later(at, seconds), entity, "off")


def workday(t, day):
    out = t.around(day, "07:44", 4)
    t.say(out, "cover.garage_door", "open", user="u-marcus")
    t.say(t.later(out, 150), "cover.garage_door", "closed", user="u-marcus")
    whereabouts(t, day, "marcus", ("07:49", "not_home"), ("08:31", "Work"), ("17:05", "not_home"), ("17:50", "home"))
    back = t.around(day, "17:46", 3)
    t.say(back, "cover.garage_door", "open", user="u-marcus")
    t.say(t.later(back, 95), "cover.garage_door", "closed", user="u-marcus")
    if day % 2:
        whereabouts(t, day, "denise", ("08:50", "not_home"), ("09:20", "Hospital"), ("15:30", "not_home"), ("16:02", "home"))
    whereabouts(t, day, "tyler", ("07:30", "not_home"), ("07:52", "School"), ("15:15", "not_home"), ("15:40", "home"))
    whereabouts(t, day, "zoe", ("08:10", "not_home"), ("08:25", "School"), ("14:50", "not_home"), ("15:08", "home"))
    door(t, t.around(day, "08:10", 2))
    unlock = t.around(day, "15:04", 3)
    t.say(unlock, "lock.front_door", "unlocked", user="u-zoe")
    door(t, t.later(unlock, 9))
    t.say(t.later(unlock, 300), "lock.front_door", "locked")
    on = t.around(day, "19:55")
    t.say(on, "light.office_lamp", "on", user="u-marcus")
    t.say(t.later(on, 4860), "light.office_lamp", "off", user="u-marcus")


def weekend(t, day):
    if day in (-8, -1):
        whereabouts(t, day, "zoe", ("09:30", "not_home"), ("09:52", "Rink"), ("11:45", "not_home"), ("12:10", "home"))
        whereabouts(t, day, "marcus", ("09:30", "not_home"), ("09:52", "Rink"), ("11:45", "not_home"), ("12:10", "home"))
    door(t, t.around(day, "13:20"), "binary_sensor.patio_door", 840)


def household(t, day, weekday):
    if day > -13:
        t.say(t.around(day, "07:12"), "cover.shades", "open", user="u-denise")
    if day < 0:
        close = t.around(day, "18:20", 6)
        run = f"sd{day}"
        t.event(close, "automation_triggered", run, name="Shades down in the evening", entity_id="automation.shades_down", source="time")
        t.say(t.later(close, 1), "cover.shades", "closed", context=run)
    dusk = t.around(day, "17:40", 5)
    t.event(dusk, "automation_triggered", f"pl{day}", name="Porch light at sunset", entity_id="automation.porch_light_at_sunset", source="sun")
    t.say(t.later(dusk, 1), "light.porch", "on", context=f"pl{day}")
    evening = t.around(day, "18:05")
    t.say(evening, "light.kitchen_ceiling", "on", user="u-denise")
    if day == 0:
        return
    t.say(t.later(evening, 5400), "light.kitchen_ceiling", "off", user="u-denise")
    t.say(t.around(day, "23:05"), "light.porch", "off", user="u-denise")
    tv = t.around(day, "19:40")
    t.say(tv, "media_player.tv", "playing")
    t.say(t.later(tv, 6300 if weekday < 5 else 9900), "media_player.tv", "off")
    night = t.around(day, "20:30")
    t.say(night, "light.zoes_night_light", "on", user="u-denise")
    t.say(t.around(day + 1, "06:40"), "light.zoes_night_light", "off", user="u-zoe")
    t.say(t.around(day, "06:30", 2), "climate.thermostat", "heat", temperature=70)
    t.say(t.around(day, "22:00", 2), "climate.thermostat", "heat", temperature=64)
    if weekday in (1, 4) and day != -2:
        t.say(t.around(day, "10:02", 2), "vacuum.rosie", "cleaning")
        t.say(t.around(day, "10:48", 2), "vacuum.rosie", "returning")
        t.say(t.around(day, "10:52", 1), "vacuum.rosie", "docked")


def once(t):
    for at, entity, state in [
        ("-3d 22:10:31", "cover.garage_door", "open"), ("-2d 06:12:07", "cover.garage_door", "closed"),
        ("-1d 21:10:00", "binary_sensor.tylers_window", "on"), ("-0d 06:30:00", "binary_sensor.tylers_window", "off"),
        ("-0d 01:30:00", "light.tylers_lamp", "on"), ("-0d 03:20:00", "light.tylers_lamp", "off"),
        ("-4d 20:15:10", "light.tylers_lamp", "on"), ("-4d 23:47:10", "light.tylers_lamp", "off"),
        ("-2d 17:30:20", "binary_sensor.kitchen_window", "on"), ("-2d 17:52:40", "binary_sensor.kitchen_window", "off"),
        ("-8d 12:01:00", "binary_sensor.kitchen_window", "on"), ("-8d 12:44:00", "binary_sensor.kitchen_window", "off"),
        ("-1d 22:40:00", "binary_sensor.bathroom_window", "on"), ("-1d 22:58:30", "binary_sensor.bathroom_window", "off"),
        ("-5d 03:12:40", "binary_sensor.water_heater_leak", "on"), ("-5d 03:55:10", "binary_sensor.water_heater_leak", "off"),
        ("-7d 18:22:05", "binary_sensor.smoke", "on"), ("-7d 18:25:40", "binary_sensor.smoke", "off"),
        ("-3d 02:47:12", "binary_sensor.garage_motion", "on"), ("-3d 02:48:40", "binary_sensor.garage_motion", "off"),
        ("-1d 15:20:02", "binary_sensor.garage_motion", "on"), ("-1d 15:31:00", "binary_sensor.garage_motion", "off"),
        ("-5d 19:02:00", "light.den_office_lamp", "on"), ("-5d 20:32:00", "light.den_office_lamp", "off"),
        ("-1d 14:00:30", "light.den_office_lamp", "on"), ("-1d 16:20:30", "light.den_office_lamp", "off"),
        ("-1d 20:45:00", "light.reading_lamp", "on"), ("-1d 23:15:00", "light.reading_lamp", "off"),
        ("-2d 10:01:15", "vacuum.rosie", "cleaning"), ("-2d 10:20:44", "vacuum.rosie", "error"), ("-2d 12:05:00", "vacuum.rosie", "docked"),
        ("-4d 10:00:09", "binary_sensor.patio_door", "unavailable"), ("-4d 16:30:52", "binary_sensor.patio_door", "off"),
        ("-6d 12:10:00", "binary_sensor.door", "on"), ("-6d 12:10:30", "binary_sensor.door", "off"),
        ("-2d 16:44:00", "binary_sensor.door", "on"), ("-2d 16:59:00", "binary_sensor.door", "off"),
    ]:
        t.say(at, entity, state)
    t.say("-2d 09:00:00", "climate.thermostat", "off", user="u-denise")
    t.say("-2d 16:10:00", "climate.thermostat", "heat", user="u-tyler", temperature=70)
    t.say("-0d 10:05:12", "lock.front_door", "unlocked", user="u-denise")
    t.say("-0d 10:25:40", "lock.front_door", "locked", user="u-tyler")
    for at in ("-6d 14:12:05", "-4d 11:03:40", "-1d 16:41:22", "-1d 19:05:02"):
        t.say(at, "event.doorbell", f"{t.instant(at):.0f}", event_type="ring")
    for day, percent in zip(range(-13, 1), (48, 49, 47, 50, 48, 52, 51, 50, 71, 63, 55, 52, 50, 49)):
        t.say(f"{t.label(day)}d 12:00:00", "sensor.basement_humidity", percent)
    for day, coldest in zip(range(-13, 1), (24, 22, 15, 6.8, 12, 18, 21, 27, 30, 33, 29, 31, 26, 28)):
        for clock, degrees in (("05:40:00", coldest), ("10:00:00", coldest + 9), ("14:30:00", coldest + 15.5), ("20:00:00", coldest + 6)):
            t.say(f"{t.label(day)}d {clock}", "sensor.outdoor_temperature", degrees)
    read = 5000.0
    for day, kwh in DAILY_KWH.items():
        for hour in range(24 if day else 18):
            if day == 0 and hour == 2:
                continue
            read += kwh / (24 if day else 17)
            t.say(f"{t.label(day)}d {hour:02d}:59:58", "sensor.home_energy", round(read, 3))


def appliances(t):
    washer = [(600, 210), (1500, 2050), (420, 3.0), (900, 160), (600, 420)]
    dryer = [(1500, 5100), (240, 180), (1200, 4700), (300, 240)]
    dishwasher = [(600, 60), (1200, 1200), (900, 75), (1200, 1250), (300, 4), (900, 35)]
    plan = {
        "sensor.washer_power": (washer, ["-12d 19:00:00", "-9d 19:10:00", "-8d 10:00:00", "-8d 11:40:00", "-5d 19:05:00", "-2d 19:15:00", "-1d 09:30:00", "-1d 11:20:00", "-0d 13:05:00"]),
        "sensor.dryer_power": (dryer, ["-12d 20:30:00", "-8d 13:20:00", "-5d 20:20:00", "-1d 13:00:00", "-0d 14:30:00"]),
        "sensor.dishwasher_power": (dishwasher, [f"{d}d 20:40:00" for d in range(-13, 0) if d not in (-9, -4)]),
    }
    t.machines(plan, POWER, "-13d 00:00:00", noise=0.2)


def outage(t):
    """Home Assistant was down for an hour and a half; nothing was said meanwhile."""
    down, up = t.instant("-10d 01:40:00"), t.instant("-10d 03:10:00")
    t.entries = [e for e in t.entries if not ("at" in e and down < t.instant(e["at"]) < up)]
    for wave in [e for e in t.entries if "every" in e and t.instant(e["from"]) < down and t.instant(e["to"]) > up]:
        t.entries.append({**wave, "from": "-10d 03:10:30"})
        wave["to"] = "-10d 01:40:00"
    t.event("-10d 01:40:00", "homeassistant_stop")
    t.event("-10d 03:10:00", "homeassistant_start")
    t.event("-10d 03:10:04", "homeassistant_started")

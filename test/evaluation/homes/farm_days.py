"""Twelve days in spring on a farm in New Zealand, over the night in which the clocks went forward (Sunday the 27th of September)."""

from farm_house import FIRST
from timeline import Timeline

NOW = "2026-09-29T17:45"  # a Tuesday
IDLE = {"sensor.bore_pump_power": 3, "sensor.milking_plant_power": 12, "sensor.washing_machine_power": 1.1, "sensor.dryer_power": 0.8}
SUN = {-12: 18, -11: 22, -10: 9, -9: 25, -8: 20, -7: 14, -6: 6, -5: 17, -4: 23, -3: 26, -2: 12, -1: 19, 0: 16}
GRID = {-12: 20, -11: 18, -10: 31, -9: 15, -8: 19, -7: 24, -6: 35, -5: 22, -4: 17, -3: 13, -2: 28, -1: 21, 0: 14}
RAIN = {-10: 12, -6: 31.5, -2: 8, -1: 0.5}
COLDEST = {-12: 6, -11: 4, -10: 8, -9: 2.5, -8: -1.2, -7: 3, -6: 9, -5: 5.5, -4: 1.5, -3: 3.2, -2: 7, -1: -0.4, 0: 4.4}
GUST = {-12: 30, -11: 22, -10: 64, -9: 28, -8: 19, -7: 41, -6: 87, -5: 35, -4: 26, -3: 21, -2: 58, -1: 33, 0: 24}


def farm() -> Timeline:
    t = Timeline("Pacific/Auckland", NOW, seed=505)
    t.first_states = dict(FIRST)
    for day in range(-12, 1):
        routine(t, day, (day + 1) % 7)
        weather(t, day)
    gates_and_doors(t)
    lights_and_rest(t)
    people(t)
    appliances(t)
    return t


def pulse(t, entity, on, off, at, seconds, user=None, **attributes):
    t.say(at, entity, on, user=user, **attributes)
    t.say(t.later(at, seconds), entity, off)


def routine(t, day, weekday):
    """Weekday 0 is a Monday."""
    d = t.label(day)
    pulse(t, "light.milking_shed_lights", "on", "off", t.around(day, "04:52", 6), 9000)
    if day:
        pulse(t, "light.milking_shed_lights", "on", "off", t.around(day, "15:40", 5), 7800)
        dusk = t.around(day, "18:25", 8)
        t.event(dusk, "automation_triggered", context=f"dusk{day}", entity_id="automation.hens_to_bed", name="Hens to bed", source="sun")
        t.say(t.later(dusk, 2), "cover.chook_door", "closed", context=f"shut{day}", parent=f"dusk{day}")
    t.say(f"{d}d 06:4{day % 5}:10", "cover.chook_door", "open")
    if weekday < 5:
        out = t.around(day, "08:05", 8)
        for who in ("aroha", "tui"):
            t.say(out, f"person.{who}", "not_home")
        t.say(t.later(out, 720), "person.tui", "School")
        t.say(t.later(out, 1500), "person.aroha", "Clinic")
        t.say(t.around(day, "15:05", 5), "person.tui", "not_home")
        t.say(t.around(day, "15:31", 5), "person.tui", "home")
        if day:
            t.say(t.around(day, "17:02", 9), "person.aroha", "not_home")
            t.say(t.around(day, "17:33", 9), "person.aroha", "home")
    pulse(t, "switch.hot_water", "on", "off", f"{d}d 11:00:00", 7200)


def weather(t, day):
    d = t.label(day)
    sun, grid, rain = (start + sum(v for one, v in of.items() if one < day) for start, of in ((5200, SUN), (3100, GRID), (400, RAIN)))
    hours = 24 if day else 17
    for hour in range(hours):
        at = f"{d}d {hour:02d}:59:58"
        if day == -2 and hour == 2:
            continue
        shine = min(1, max(0, (hour - 6) / 11))
        t.say(at, "sensor.solar_energy", round(sun + SUN[day] * shine, 3))
        t.say(at, "sensor.grid_import", round(grid + GRID[day] * (hour + 1) / hours, 3))
        t.say(at, "sensor.station_rain", round(rain + RAIN.get(day, 0) * min(1, (hour + 1) / 12), 2))
    for clock, above in (("05:30:00", 0), ("10:00:00", 6), ("14:20:00", 10.5), ("20:00:00", 4)):
        if (day or clock < "17:45") and (day, clock) != (-5, "05:30:00"):
            t.say(f"{d}d {clock}", "sensor.station_temperature", round(COLDEST[day] + above, 1))
    for clock, share in (("03:00:00", 0.4), ("13:10:00", 1), ("19:00:00", 0.5)):
        if day or clock < "17:45":
            t.say(f"{d}d {clock}", "sensor.station_wind_gust", round(GUST[day] * share, 1))
    for clock, degrees in (("06:00:00", 16), ("12:30:00", 19.5), ("16:00:00", 21)):
        t.say(f"{d}d {clock}", "sensor.lounge_temperature", degrees + (day % 4) * 0.5)
    for clock, degrees in (("05:00:00", 7), ("13:00:00", 24), ("19:30:00", 13)):
        if day or clock < "17:45":
            t.say(f"{d}d {clock}", "sensor.tunnel_house_temperature", degrees + (day % 3))
    for clock, degrees in (("05:10:00", 11.8), ("08:20:00", 4.1), ("16:10:00", 10.4), ("19:15:00", 4.0)):
        if day or clock < "17:45":
            t.say(f"{d}d {clock}", "sensor.milk_vat_temperature", round(degrees + (day % 2) * 0.2, 1))


def gates_and_doors(t):
    for at, seconds in (("-0d 07:50:00", 45), ("-0d 15:28:00", 600), ("-1d 08:03:00", 50), ("-1d 13:40:00", 3720), ("-3d 09:12:30", 40), ("-3d 23:20:00", 35), ("-5d 10:00:00", 1800), ("-8d 06:30:00", 60)):
        pulse(t, "cover.road_gate", "open", "closed", at, seconds)
    pulse(t, "binary_sensor.top_paddock_gate", "on", "off", "-1d 17:50:00", 54000)  # all night, to 08:50
    pulse(t, "binary_sensor.top_paddock_gate", "on", "off", "-4d 06:10:00", 900)
    for at, seconds in (("-0d 09:05:00", 1260), ("-3d 14:00:00", 2400), ("-6d 07:15:00", 700)):
        pulse(t, "binary_sensor.river_paddock_gate", "on", "off", at, seconds)
    for at, seconds in (("-0d 10:30:00", 5400), ("-4d 13:00:00", 7200)):
        pulse(t, "cover.roller_door", "open", "closed", at, seconds)
    for day in (-7, -5, -4, -3, -1):
        pulse(t, "cover.tunnel_house_vent", "open", "closed", f"{day}d 11:15:00", 14400)
    for at, seconds in (("-0d 12:05:00", 900), ("-1d 18:40:00", 1500), ("-2d 12:00:00", 2700)):
        pulse(t, "binary_sensor.kitchen_window", "on", "off", at, seconds)
    pulse(t, "binary_sensor.bedroom_window", "on", "off", "-1d 20:30:00", 37800)  # to 07:00
    pulse(t, "binary_sensor.bedroom_window", "on", "off", "-3d 21:00:00", 32400)  # nine hours, to 07:00 by the new clock
    pulse(t, "binary_sensor.tuis_window", "on", "off", "-3d 10:00:00", 12600)
    for at, seconds in (("-1d 19:05:00", 240), ("-2d 15:10:00", 6600), ("-3d 12:30:00", 9000)):
        pulse(t, "binary_sensor.ranch_slider", "on", "off", at, seconds)
    for at, seconds in (("-0d 04:45:00", 12), ("-0d 08:06:00", 30), ("-0d 12:31:00", 15), ("-0d 17:20:00", 300), ("-1d 04:44:00", 10), ("-1d 22:15:00", 20), ("-3d 02:05:00", 14)):
        pulse(t, "binary_sensor.back_door", "on", "off", at, seconds)
    for at, seconds in (("-0d 16:40:00", 25), ("-1d 17:45:00", 1140), ("-4d 18:00:00", 30)):
        pulse(t, "binary_sensor.chest_freezer_lid", "on", "off", at, seconds)
    for at, state, who in (("-1d 22:16:00", "locked", "hemi"), ("-0d 04:44:30", "unlocked", "hemi"), ("-3d 22:40:00", "locked", "aroha"), ("-2d 08:00:00", "unlocked", "aroha"), ("-0d 08:07:00", "locked", "aroha"), ("-0d 15:32:10", "unlocked", "tui")):
        t.say(at, "lock.back_door_lock", state, user=f"u-{who}")
    for at, state in (("-4d 10:02:00", "unlocked"), ("-4d 10:20:00", "locked")):
        t.say(at, "lock.chemical_store", state, user="u-hemi")


def lights_and_rest(t):
    for at, seconds, bright in (("-1d 18:05:00", 14400, 255), ("-2d 18:30:00", 10800, 102), ("-0d 06:10:00", 3000, 128)):
        pulse(t, "light.kitchen_light", "on", "off", at, seconds, user="u-aroha", brightness=bright)
    pulse(t, "light.lounge_lamp", "on", "off", "-1d 19:30:00", 9900)
    pulse(t, "light.lounge_ceiling", "on", "off", "-2d 19:00:00", 3600)
    pulse(t, "light.night_light", "on", "off", "-1d 19:45:00", 40500)  # to 07:00
    pulse(t, "light.stair_light", "on", "off", "-1d 02:10:00", 180)
    for at, seconds in (("-0d 02:40:00", 40), ("-1d 02:08:00", 55), ("-1d 21:30:00", 30), ("-3d 02:03:00", 90), ("-3d 23:21:00", 65)):
        pulse(t, "binary_sensor.yard_motion", "on", "off", at, seconds)
        run = f"m{at}"
        t.event(t.later(at, 1), "automation_triggered", context=run, entity_id="automation.floodlight_on_motion", name="Floodlight on motion", source="state of binary_sensor.yard_motion")
        t.say(t.later(at, 2), "light.yard_floodlight", "on", context=f"l{at}", parent=run)
        t.say(t.later(at, 302), "light.yard_floodlight", "off")
    for at in ("-0d 07:49:30", "-0d 13:15:00", "-1d 13:39:10", "-3d 23:19:20", "-5d 09:59:00"):
        pulse(t, "binary_sensor.driveway_motion", "on", "off", at, 30)
    pulse(t, "binary_sensor.hay_barn_smoke_alarm", "on", "off", "-9d 16:20:00", 420)
    pulse(t, "binary_sensor.pump_shed_leak", "on", "off", "-6d 13:45:00", 8100)
    for at, state, who in (("-6d 14:00:00", "off", "hemi"), ("-6d 18:30:00", "on", "hemi"), ("-0d 09:00:00", "off", "aroha"), ("-0d 09:40:00", "on", "hemi")):
        t.say(at, "switch.electric_fence", state, user=f"u-{who}")
    for at, kv in (("-6d 14:01:00", 0.0), ("-6d 18:31:00", 6.9), ("-3d 03:00:00", 4.1), ("-3d 08:00:00", 7.2), ("-0d 09:01:00", 0.0), ("-0d 09:41:00", 7.3)):
        t.say(at, "sensor.fence_voltage", kv)
    for day, house, stock in zip(range(-12, 1), (70, 69, 74, 73, 71, 70, 92, 90, 88, 85, 89, 87, 84), (88, 80, 71, 64, 90, 82, 75, 69, 61, 95, 86, 78, 55)):
        t.say(f"{t.label(day)}d 06:00:00", "sensor.house_tank", house)
        t.say(f"{t.label(day)}d 07:00:00", "sensor.stock_tank", stock)
        t.say(f"{t.label(day)}d 12:00:00", "sensor.tunnel_house_soil", 30 + (day * 7) % 13)
        t.say(f"{t.label(day)}d 09:00:00", "sensor.hay_barn_humidity", 60 + (day * 5) % 17)
        t.say(f"{t.label(day)}d 06:30:00", "sensor.house_battery", 22 + (day * 3) % 11)
        t.say(f"{t.label(day)}d 15:30:00", "sensor.house_battery", 98 if SUN[day] > 10 else 61)
    for at, seconds in (("-0d 07:10:00", 1500), ("-2d 07:10:00", 1200), ("-5d 07:05:00", 3600)):
        pulse(t, "valve.trough", "open", "closed", at, seconds)
    for at, degrees, who, seconds in (("-1d 06:05:00", 22, "aroha", 6300), ("-1d 17:40:00", 21, "tui", 14400), ("-8d 06:00:00", 23, "aroha", 7200), ("-0d 06:00:00", 20, "aroha", 5400)):
        pulse(t, "climate.heat_pump", "heat", "off", at, seconds, user=f"u-{who}", temperature=degrees)
    for at, seconds, title in (("-1d 19:35:00", 7200, "Country Calendar"), ("-3d 19:30:00", 6300, "All Blacks v Springboks")):
        pulse(t, "media_player.tv", "playing", "off", at, seconds, media_title=title)
    for day in (-4, -3, -1, 0):
        pulse(t, "media_player.shed_radio", "playing", "off", f"{t.label(day)}d 05:00:00", 8400, media_title="Morning Report")
    for at, seconds in (("-4d 10:00:00", 7200), ("-1d 10:00:00", 5400)):
        t.say(at, "lawn_mower.robot_mower", "mowing")
        t.say(t.later(at, seconds), "lawn_mower.robot_mower", "docked")
    t.say("-1d 10:40:00", "lawn_mower.robot_mower", "error")
    t.say("-1d 11:05:00", "lawn_mower.robot_mower", "mowing")
    t.say("-9d 08:00:00", "input_boolean.calving", "on", user="u-hemi")
    t.say("-3d 20:10:00", "input_boolean.calving", "off", user="u-aroha")
    for entity in ("sensor.station_temperature", "sensor.station_wind_gust"):
        t.say("-5d 02:00:00", entity, "unavailable")
    t.say("-5d 08:00:00", "sensor.station_temperature", 9.1)
    t.say("-5d 08:00:00", "sensor.station_wind_gust", 12)


def people(t):
    told = (
        ("-5d 09:58:00", "hemi", "not_home"), ("-5d 10:40:00", "hemi", "Saleyards"), ("-5d 14:10:00", "hemi", "not_home"), ("-5d 14:55:00", "hemi", "home"),
        ("-3d 09:12:00", "aroha", "not_home"), ("-3d 09:12:00", "tui", "not_home"), ("-3d 12:25:00", "aroha", "home"), ("-3d 12:25:00", "tui", "home"),
        ("-3d 18:50:00", "hemi", "not_home"), ("-3d 23:20:30", "hemi", "home"),
        ("-1d 13:42:00", "hemi", "not_home"), ("-1d 14:40:00", "hemi", "home"),
        ("-10d 11:00:00", "hemi", "Saleyards"), ("-10d 13:30:00", "hemi", "home"),
    )
    for at, who, place in told:
        t.say(at, f"person.{who}", place)


def appliances(t):
    days = range(-12, 1)
    plans = {
        "sensor.bore_pump_power": ([(2700, 1500)], [f"{t.label(d)}d {clock}" for d in days for clock in (("05:20:00", "12:40:00") if d % 2 else ("09:00:00",))]),
        "sensor.milking_plant_power": ([(7200, 4200)], [f"{t.label(d)}d {clock}" for d in days for clock in (("05:00:00", "15:50:00") if d else ("05:00:00",))]),
        "sensor.washing_machine_power": ([(900, 1900), (1800, 210), (600, 420)], ["-9d 10:00:00", "-7d 09:00:00", "-3d 13:00:00", "-3d 15:00:00", "-1d 09:10:00"]),
        "sensor.dryer_power": ([(4200, 2300)], ["-7d 10:20:00", "-3d 16:15:00", "-1d 10:30:00"]),
    }
    t.machines(plans, IDLE, "-12d 00:00:00", noise=0.1)

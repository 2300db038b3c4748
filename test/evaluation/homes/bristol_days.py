"""Nine autumn days in the semi in Bristol, to a Wednesday evening."""

from bristol_house import FIRST
from timeline import Timeline

NOW = "2026-10-14T19:20"  # a Wednesday
LITRES = {-9: 310, -8: 280, -7: 295, -6: 340, -5: 420, -4: 510, -3: 265, -2: 300, -1: 330, 0: 210}
GAS = {-9: 3.1, -8: 2.8, -7: 3.5, -6: 4.0, -5: 2.2, -4: 2.6, -3: 3.9, -2: 4.4, -1: 5.1, 0: 2.0}
POWER = {-9: 14, -8: 12, -7: 22, -6: 13, -5: 15, -4: 27, -3: 11, -2: 13, -1: 24, 0: 9}
YIELD = {-9: 7.5, -8: 3.2, -7: 9.1, -6: 5.0, -5: 1.4, -4: 6.6, -3: 8.3, -2: 2.0, -1: 4.5, 0: 5.8}
COLDEST = {-9: 8, -8: 7, -7: 3.5, -6: 5, -5: 9, -4: 10, -3: 2.4, -2: 6, -1: 1.2, 0: 4}


def bristol() -> Timeline:
    t = Timeline("Europe/London", NOW, seed=909)
    t.first_states = dict(FIRST)
    for day in range(-9, 1):
        routine(t, day, (day + 2) % 7)
        meters(t, day)
    doors_and_people(t)
    machines(t)
    water_and_air(t)
    return t


def pulse(t, entity, on, off, at, seconds, user=None, **attributes):
    t.say(at, entity, on, user=user, **attributes)
    t.say(t.later(at, seconds), entity, off)


def routine(t, day, weekday):
    """Weekday 0 is a Monday."""
    d = f"{t.label(day)}d"
    pulse(t, "switch.kettle", "on", "off", f"{d} 06:45:30", 210)
    if weekday < 5:
        pulse(t, "switch.kettle", "on", "off", f"{d} 16:05:00", 190)
        t.say(t.around(day, "08:15", 5), "person.megan", "not_home")
        t.say(t.around(day, "15:40", 5), "person.megan", "home")
        t.say(t.around(day, "07:25", 5), "person.dai", "not_home")
        if day:
            t.say(t.around(day, "18:05", 9), "person.dai", "home")
    t.say(f"{d} 07:30:00", "cover.bay_blind", "open")
    if day:
        dusk = f"{d} 18:20:00"
        t.event(dusk, "automation_triggered", context=f"p{day}", entity_id="automation.porch_at_dusk", name="Porch light at dusk", source="sun")
        t.say(t.later(dusk, 1), "light.porch", "on", context=f"q{day}", parent=f"p{day}")
        t.say(f"{d} 23:00:00", "light.porch", "off")
        t.say(f"{d} 19:45:00", "cover.bay_blind", "closed")


def meters(t, day):
    plan = (("water_meter", 80000, LITRES, 1), ("gas_meter", 4100, GAS, 3), ("electricity_meter", 12000, POWER, 3), ("solar_yield", 2400, YIELD, 3))
    hours = 24 if day else 19
    for slug, start, each, digits in plan:
        read = start + sum(of for one, of in each.items() if one < day)
        for hour in range(hours):
            t.say(f"{t.label(day)}d {hour:02d}:59:56", f"sensor.{slug}", round(read + each[day] * (hour + 1) / hours, digits))
    for clock, above in (("05:40:00", 0), ("14:10:00", 8), ("18:50:00", 3)):
        t.say(f"{t.label(day)}d {clock}", "sensor.garden_temperature", round(COLDEST[day] + above, 1))
        t.say(f"{t.label(day)}d {clock}", "sensor.front_room_temperature", round(17 + above / 4 + (day % 3) * 0.4, 1))
    for clock, ppm in (("07:00:00", 480), ("13:00:00", 620), ("19:00:00", 900 + 40 * (day % 4))):
        t.say(f"{t.label(day)}d {clock}", "sensor.front_room_co2", ppm)
    t.say(f"{t.label(day)}d 09:00:00", "sensor.loft_humidity", 58 + (day * 5) % 14)


def doors_and_people(t):
    for at, seconds in (("-0d 08:16:00", 20), ("-0d 13:05:10", 35), ("-0d 15:41:00", 25), ("-1d 08:15:30", 30), ("-1d 20:10:00", 900), ("-3d 11:00:00", 45)):
        pulse(t, "binary_sensor.front_door", "on", "off", at, seconds)
    for at, state, who in (("-0d 08:17:00", "locked", "gwen"), ("-0d 13:04:50", "unlocked", "gwen"), ("-1d 22:30:00", "locked", "dai"), ("-0d 07:20:00", "unlocked", "dai"), ("-4d 02:12:00", "jammed", None), ("-4d 07:40:00", "locked", "dai")):
        t.say(at, "lock.front_door_lock", state, user=who and f"u-{who}")
    for at, seconds in (("-0d 12:10:00", 1500), ("-4d 11:30:00", 14400), ("-3d 13:00:00", 5400)):
        pulse(t, "binary_sensor.conservatory_door", "on", "off", at, seconds)
    pulse(t, "binary_sensor.loft_hatch", "on", "off", "-4d 15:10:00", 2700)
    for at, seconds in (("-0d 07:05:00", 1200), ("-1d 07:00:00", 1500), ("-2d 21:30:00", 35100)):
        pulse(t, "binary_sensor.bathroom_window", "on", "off", at, seconds)
    pulse(t, "binary_sensor.megans_window", "on", "off", "-1d 21:00:00", 32400)  # to 06:00
    for at, seconds in (("-0d 07:22:00", 75), ("-1d 18:03:00", 80), ("-4d 10:00:00", 7200)):
        pulse(t, "cover.garage_door", "open", "closed", at, seconds)
    pulse(t, "cover.awning", "open", "closed", "-4d 12:00:00", 12600, user="u-gwen")
    for at in ("-0d 10:42:15", "-1d 20:09:30", "-4d 09:31:05", "-4d 17:20:40", "-7d 12:12:12"):
        t.say(at, "event.doorbell", f"{t.instant(at):.0f}", event_type="ring")
    for at in ("-0d 06:44:00", "-1d 22:41:30", "-2d 22:50:10"):
        t.say(at, "event.bedside_button", f"{t.instant(at):.0f}", event_type="press")
    for at in ("-1d 18:10:00", "-3d 18:31:20"):
        t.say(at, "input_button.tea", f"{t.instant(at):.0f}", user="u-gwen")
    for at, state, who in (("-4d 09:58:00", "armed_away", "gwen"), ("-4d 11:14:00", "triggered", None), ("-4d 11:15:10", "disarmed", "gwen"), ("-1d 23:05:00", "armed_night", "dai"), ("-0d 06:40:00", "disarmed", "dai")):
        t.say(at, "alarm_control_panel.house", state, user=who and f"u-{who}")
    pulse(t, "siren.garden", "on", "off", "-4d 11:14:02", 68)
    for at, who, place in (("-4d 09:57:00", "gwen", "not_home"), ("-4d 09:57:00", "dai", "not_home"), ("-4d 09:57:00", "megan", "not_home"), ("-4d 11:15:00", "gwen", "home"), ("-4d 11:40:00", "dai", "home"), ("-4d 11:40:00", "megan", "home"), ("-1d 09:20:00", "gwen", "not_home"), ("-1d 14:50:00", "gwen", "home"), ("-0d 08:18:00", "gwen", "not_home"), ("-0d 13:04:30", "gwen", "home"), ("-0d 18:31:40", "dai", "home")):
        t.say(at, f"person.{who}", place)


def machines(t):
    for at, state in (("-0d 10:00:00", "cleaning"), ("-0d 10:35:00", "returning"), ("-0d 10:37:00", "docked"), ("-3d 10:00:00", "cleaning"), ("-3d 10:22:00", "error"), ("-3d 10:58:00", "docked")):
        t.say(at, "vacuum.henry", state)
    for at, state in (("-4d 13:00:00", "mowing"), ("-4d 14:25:00", "returning"), ("-4d 14:30:00", "docked"), ("-7d 13:00:00", "mowing"), ("-7d 13:50:00", "docked")):
        t.say(at, "lawn_mower.shaun", state)
    for at, seconds, title in (("-0d 07:00:00", 2700, "Today"), ("-1d 17:30:00", 3600, "PM"), ("-3d 09:30:00", 5400, "Desert Island Discs")):
        pulse(t, "media_player.kitchen_sonos", "playing", "idle", at, seconds, media_title=title)
    for at, seconds, title in (("-1d 20:30:00", 5400, "Bake Off"), ("-4d 19:00:00", 7200, "Strictly"), ("-0d 16:00:00", 1800, "Newsround")):
        pulse(t, "media_player.front_room_tv", "playing", "off", at, seconds, media_title=title)
    for at, seconds in (("-0d 17:40:00", 2400), ("-1d 17:20:00", 1800), ("-3d 12:00:00", 5400)):
        pulse(t, "timer.oven", "active", "idle", at, seconds)
    pulse(t, "timer.screen_time", "active", "idle", "-1d 16:00:00", 3600)
    for at, seconds, kwh, percent in (("-7d 00:30:00", 10800, 21, 88), ("-4d 00:30:00", 14400, 27.5, 96), ("-1d 00:30:00", 9000, 17.2, 81)):
        pulse(t, "binary_sensor.car_charging", "on", "off", at, seconds)
        t.say(t.later(at, seconds + 60), "sensor.car_battery", percent)
        t.say(t.later(at, seconds + 30), "sensor.car_charger_energy", 900 + {21: 21, 27.5: 48.5, 17.2: 65.7}[kwh])
    pulse(t, "binary_sensor.car_plug", "on", "off", "-2d 18:30:00", 46800)  # to 07:30
    pulse(t, "binary_sensor.car_plug", "on", "off", "-5d 19:00:00", 54000)  # to 10:00
    for at, percent in (("-7d 18:00:00", 61), ("-4d 18:00:00", 72), ("-1d 18:04:00", 58), ("-0d 18:33:00", 39)):
        t.say(at, "sensor.car_battery", percent)
    pulse(t, "fan.bedroom", "on", "off", "-4d 22:00:00", 28800)
    pulse(t, "water_heater.immersion", "electric", "off", "-1d 05:00:00", 5400)
    pulse(t, "water_heater.immersion", "electric", "off", "-0d 05:00:00", 3600)
    for at, state, degrees, who in (("-1d 06:30:00", "heat", 20.5, "gwen"), ("-1d 22:00:00", "heat", 16, "dai"), ("-4d 10:00:00", "off", None, "gwen"), ("-3d 07:00:00", "heat", 19, "gwen")):
        t.say(at, "climate.hall", state, user=f"u-{who}", temperature=degrees)
    for at, seconds in (("-0d 06:50:00", 2400), ("-1d 17:00:00", 9000), ("-3d 08:40:00", 3600)):
        pulse(t, "light.kitchen_spots", "on", "off", at, seconds)
    pulse(t, "light.fairy_lights", "on", "off", "-1d 19:30:00", 5400)
    for at in ("-0d 03:05:00", "-1d 02:20:00", "-1d 21:55:00", "-2d 23:40:00"):
        pulse(t, "binary_sensor.landing_motion", "on", "off", at, 45)
        pulse(t, "light.landing", "on", "off", t.later(at, 1), 120)


def water_and_air(t):
    pulse(t, "valve.stopcock", "closed", "open", "-5d 14:02:00", 5400, user="u-dai")
    for at, seconds in (("-0d 06:00:00", 900), ("-2d 06:00:00", 900), ("-4d 06:00:00", 1800), ("-6d 06:00:00", 900)):
        pulse(t, "valve.veg_patch", "open", "closed", at, seconds)
    for at, seconds in (("-1d 22:00:00", 28800), ("-3d 22:15:00", 27000)):
        pulse(t, "humidifier.bedroom", "on", "off", at, seconds)
    for at, seconds in (("-0d 09:00:00", 7200), ("-2d 10:00:00", 10800)):
        pulse(t, "humidifier.utility", "on", "off", at, seconds)
    pulse(t, "binary_sensor.under_sink", "on", "off", "-5d 13:55:00", 4200)
    pulse(t, "binary_sensor.co_alarm", "on", "off", "-8d 18:10:00", 240)
    pulse(t, "binary_sensor.smoke_alarm", "on", "off", "-3d 13:22:00", 130)
    for at, seconds in (("-0d 02:00:00", 420), ("-2d 15:30:00", 2700)):
        pulse(t, "binary_sensor.broadband", "off", "on", at, seconds)
    for at, seconds in (("-1d 22:55:00", 27900), ("-2d 23:10:00", 26400)):  # to 06:40, to 06:30
        pulse(t, "binary_sensor.bed", "on", "off", at, seconds)
    t.say("-3d 08:00:00", "input_boolean.holiday", "on", user="u-gwen")
    t.say("-3d 17:00:00", "input_boolean.holiday", "off", user="u-gwen")

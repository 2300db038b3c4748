"""Writes denver.json and the questions about it: `python3 test/evaluation/homes/denver.py`."""

from denver_asked_more import ask_more
from denver_days import denver
from denver_house import HOME

t = denver()
ask = t.ask
WASHER, HEATER = "sensor.washer_power", "sensor.space_heater_power"


def whole(day):
    return f"{t.label(day)}d 00:00:00", f"{t.label(day + 1)}d 00:00:00"


def last(entity, state):
    return {"kind": "instant", "value": t.turns(entity, state)[-1]}


def first(entity, state, start, end="+1d 00:00:00"):
    return {"kind": "instant", "value": t.within(t.turns(entity, state), start, end)[0]}


def count(entity, state, start, end="+1d 00:00:00"):
    return {"kind": "count", "value": len(t.within(t.turns(entity, state), start, end))}


def held(entity, state, start, end, **more):
    return {"kind": "duration", "value": t.held(entity, state, start, end), **more}


def cycles(entity, start, end):
    return [b - a for a, b in t.runs(entity, start, end)]


def since(at):
    return {"kind": "duration", "value": t.now - t.instant(at), "within": 600}


AWAY = ("not_home", "Gym", "Daycare", "Priya's office")
# When
ask("mailbox last opened?", **last("binary_sensor.mailbox", "on"))
ask("hey, can you tell me when the slider was opened last", **last("binary_sensor.aqara_balcony_door", "on"))
ask("when did sam get home yesterday", **first("person.sam", "home", *whole(-1)))
ask("What time did Priya leave this morning?", **first("person.priya", "not_home", *whole(0)))
ask("when did the smoke alarm in the hallway go off", **last("binary_sensor.hallway_smoke_alarm", "on"))
ask("Do you remember when the alarm went off on Halloween? I mean October 31st", "instant", "-3d 14:31:00")
ask("when was the last time the roomba cleaned", **last("vacuum.dusty", "cleaning"))
ask("what time did somebody ring the doorbell first on halloween oct 31", "instant", "-3d 17:41:40")
ask("When was the fridge first opened after midnight yesterday?", "instant", "-1d 02:14:30")
ask("wen did the kichen window get opend yesterday", **first("binary_sensor.aqara_kitchen_window", "on", *whole(-1)))
ask("and what time did the bedroom window close monday morning", "instant", "-1d 07:05:00")
ask("when did the washer finish", "instant", "-0d 18:28:00", note="the last level ends then")
ask("what time did the tv get turned off last night", "instant", "-1d 21:45:00")
ask("When did Leo arrive at daycare today", **first("person.leo", "Daycare", *whole(0)))
ask("first motion in the hallway today", "instant", "-0d 03:12:00")
ask("when did guest mode get switched on", **last("input_boolean.guest_mode", "on"))
ask("when was the deadbolt last locked", **last("lock.august_entry_lock", "locked"))
ask("when did the living room shades go down on sunday", "instant", "-2d 17:05:00", note="two of them, at once")
ask("How long ago did the mailbox open?", **since("-1d 13:22:41"))
ask("how long has it been since the washer last ran", **since("-0d 17:40:00"), note="since it began or ended")
t.questions[-1]["expect"]["within"] = 3000
ask("When was the coldest moment on the balcony over the weekend?", "instant", "-2d 05:50:00")
# How often
ask("how many times did the doorbell ring on Saturday?", "count", 4)
ask("how many times did the doorbell ring between 5 and 7 pm on saturday", "count", 3)
ask("How often was the refrigerator door opened today?", **count("binary_sensor.fridge_door", "on", *whole(0)))
ask("number of times the bathroom fan ran yesterday", **count("fan.bathroom_fan", "on", *whole(-1)))
ask("how many loads of laundry since last Tuesday", "count", len(cycles(WASHER, "-7d 00:00:00", "+1d 00:00:00")))
ask("how many times has the balcony door been opened in the last three days", **count("binary_sensor.aqara_balcony_door", "on", "-3d 20:15:00"))
ask("how many times between monday and today did the entry door open", **count("binary_sensor.aqara_entry_door", "on", "-1d 00:00:00"))
ask("How often did the space heater run in October?", "count", len(cycles(HEATER, "-10d 00:00:00", "-2d 00:00:00")))
# How long
ask("how long was the bedroom window open sunday night", **held("binary_sensor.aqara_bedroom_window", "on", "-2d 18:00:00", "-1d 07:05:00", within=3901))
ask("How long was the bedroom lamp on the night the clocks changed, between midnight and 3 am on November 1st?", "duration", 9600)
ask("how long was the big light on yesterday", **held("light.living_room_floor_lamp", "on", *whole(-1)))
ask("For how long did the space heater run this morning?", "duration", 3000, within=120)
ask("total time the tv was on yesterday", **held("media_player.living_room_tv", "playing", *whole(-1)))
ask("how long was the telly on halloween evening, the 31st", **held("media_player.living_room_tv", "playing", "-3d 18:00:00", "-2d 00:00:00"))
ask("how long was priya at the gym on sunday", **held("person.priya", "Gym", *whole(-2)))
ask("How long was nobody home on Saturday?", "duration", t.instant("-3d 14:30:40") - t.instant("-3d 12:00:00"))
ask("how long was sam out yesterday", **held("person.sam", AWAY, *whole(-1)))
ask("how long did the heat stay off on friday", **held("climate.ecobee", "off", *whole(-4)))
ask("what was the longest time the balcony door was open this week", "duration", 250, note="the week began on Monday")
ask("longest the fridge door was open today?", "duration", 205)
ask("how long was the alarm armed last night", **held("alarm_control_panel.alarm", "armed_home", "-1d 18:00:00", "-0d 06:00:00", within=901))
# Was it
ask("was the bedroom window open at half past midnight on Monday", "boolean", True)
ask("was the tv still on at 9:30 last night", "boolean", True)
ask("was the entry lock locked when Priya left this morning?", "boolean", False, note="Sam locked it 40 minutes later; unlocked since yesterday? no: locked yesterday 8:26, unlocked 17:18")
ask("did anyone open the balcony door yesterday", "boolean", False)
ask("was the balcony door still open when we left saturday", "boolean", False)
ask("did the sink leak this week", "boolean", False)
ask("has the sink ever leaked", "boolean", False)
ask("Was everybody home at 7 pm last night?", "boolean", True)
ask("was leo home at 3pm yesterday", "boolean", False)
ask("Was the alarm triggered over the weekend?", "boolean", True)
ask("did it get below freezing on the balcony sunday", "boolean", True)
ask("did the balcony temperature drop below 30 yesterday?", "boolean", False, note="thirty sharp")
ask("did the fridge door stay open for more than 3 minutes today", "boolean", True)
ask("was guest mode on sunday evening", "boolean", True)
ask("was the floor lamp on when the doorbell rang at 7:12 pm on saturday", "boolean", True)
# Values, attributes
ask("what was the thermostat set to last night at 11", "number", 64)
ask("What temperature was the ecobee set to yesterday at noon?", "number", 70)
ask("what was playing on the tv at 8 last night?", "text", "The Great British Bake Off")
ask("what was playing at 9:20 am on sunday", "text", "Dreams")
ask("what song was the kitchen speaker playing at 9:11 sunday morning", "text", "Here Comes the Sun")
ask("how bright was the bedroom lamp at 10 last night", "number", 30, within=1, note="percent: 77 of 255")
ask("how warm was the bedroom at 1 pm yesterday", "number", float(t.state("sensor.bedroom_temperature", "-1d 13:00:00")))
ask("bathroom humidity friday 7am", "number", 79)
ask("what was the lock battery at on Sunday?", "number", 61, within=0.5)
ask("how cold did it get outside halloween night, oct 31", "number", 25.2, note="at ten to six")
ask("highest humidity in the bathroom in the last week", "number", 79)
ask("average bedroom temperature yesterday", "number", 68.33, within=0.2)
ask("how much power did we use on halloween, october 31", "number", 17, within=0.8)
ask("How many kilowatt hours did the space heater use yesterday?", "number", round(t.kwh(HEATER, *whole(-1), 0.4), 3), within=0.06)
ask("did we use more electricity on saturday than on sunday", "boolean", True)
ask("was it colder on the balcony sunday than monday", "boolean", True)
# Who, why, which, where
ask("who unlocked the door on saturday", "text", "Priya")
ask("who turned the heat back on friday", "text", "Sam")
ask("who turned guest mode off", "text", "Sam")
ask("why did the entry light turn on yesterday", "text", "Entry light on arrival")
ask("where was priya at 11 am on sunday", "text", "Gym")
ask("where was leo yesterday at 2", "text", "Daycare")
ask("which lights were on at 8pm on halloween (oct 31)", "list", ["light.hue_go_2", "light.living_room_floor_lamp"])
ask("which windows were open monday at 1 in the morning?", "list", ["binary_sensor.aqara_bedroom_window"])
ask("who was home at noon on sunday", "list", ["person.leo", "person.priya", "person.sam"])
ask_more(t, held, count, whole)
t.write("denver", "en", HOME)

"""A fifth lot of questions, written after the one about the farm was mended: `python3 test/evaluation/homes/strangers.py`."""

from berlin_flat import DISHES, berlin
from chicago_days import chicago
from denver_days import denver
from farm_days import farm
from others import count, first, held, last, whole


def rimu_road():
    t = farm()
    ask = t.ask
    ask("ranch slider when was it shut yesterday", "instant", "-1d 19:09:00")
    ask("what was the latest anyone opened the back door last night", "instant", "-0d 04:45:00", note="a night ends at six")
    ask("Did hemi go to the saleyards more than once this past fortnight?", "boolean", True)
    ask("how many times did hemi go to the saleyards in the last two weeks", "count", 2)
    ask("please what hour the road gate was closing today in the afternoon", "instant", "-0d 15:38:00")
    ask("when exactly did the power to the fence get cut this morning, i mean the electric fence going off", "instant", "-0d 09:00:00")
    ask("top paddock gate how long open since yesterday", **held(t, "binary_sensor.top_paddock_gate", "on", "-1d 00:00:00", "+1d 00:00:00"))
    ask("how much rain fell on the 23rd", "number", 31.5, within=0.5)
    ask("total rainfall since last sunday", "number", 8.5, within=0.5)
    ask("what's the driest the soil got in the tunnel house last week", "number", 32, note="as it was from the day before")
    ask("How full was the stock tank yesterday morning at eight?", "number", 78)
    ask("did the stock tank get under 70 percent last week", "boolean", True)
    ask("has it been below zero outside since Sunday", "boolean", True)
    ask("what was the outside temp at half five on monday morning", "number", -0.4)
    ask("did the heat pump run on sunday", "boolean", False)
    ask("how long was the heat pump running yesterday morning", **held(t, "climate.heat_pump", "heat", "-1d 05:00:00", "-1d 12:00:00"))
    ask("was anybody out in the yard between nine and ten last night", "boolean", True)
    ask("whos turned calving mode off", "text", "Aroha")
    ask("Who was last to unlock the back door?", "text", "Tui")
    ask("whats happened with the robot mower yesterday", "text", "mowing")
    ask("was the mower stuck yesterday", "boolean", True)
    ask("how long was the mower stuck yesterday", "duration", 1500)
    ask("did anyone leave the freezer open for over ten minutes this week", "boolean", True)
    ask("how often was the trough valve opened in the last week", **count(t, "valve.trough", "open", "-7d 17:45:00"))
    ask("how many hours of sleep did the bore pump get yesterday", "none")
    ask("on which days did the chook door not close last week", "none")
    ask("how many kwh came from the grid the day before yesterday", "number", 28, within=1.3)
    ask("did the solar panels produce under 15 kilowatt hours on sunday", "boolean", True)
    ask("was the house empty at 10 on saturday morning", "boolean", False)
    ask("did aroha get home before half five yesterday", "boolean", False)
    ask("for how long was tui away from home yesterday", **held(t, "person.tui", ("not_home", "School"), *whole(t, -1)))
    ask("and aroha?", after="how long was tui away from home yesterday", **held(t, "person.aroha", ("not_home", "Clinic"), *whole(t, -1)))
    ask("and on friday?", "count", len(t.runs("sensor.bore_pump_power", *whole(t, -4))), after="how many times did the bore pump run yesterday?")
    ask("when did it finish?", "instant", "-1d 11:40:00", after="when did the dryer last start?")
    ask("was the night light left on all night last night", "boolean", True)
    for text in ("did you feed the hens", "whats wrong with the cows", "how much feed is left in the silo", "was the gate in the top paddock open or was it the other farm",
                 "when did the power company come", "should i shut the vent", "how many kilometres did hemi drive on saturday", "what will the stock tank be at tomorrow",
                 "when did the woodburner go out", "how high is the fence"):
        ask(text)
    ask("how long was the gate open on saturday", "question")
    ask("was the light on in the lounge at 8 last night", "question")
    t.write("farm-strangers", "en", None, of="farm")


def unit_4b():
    t = denver()
    ask = t.ask
    ask("yo when did the mail come yesterday, like when was the mailbox opened", "instant", "-1d 13:22:41")
    ask("space heater how many times yesterday", "count", 1)
    ask("did we run the space heater at all on the 30th", "boolean", False, note="Friday")
    ask("what's the max the bathroom humidity hit since Friday", "number", 79)
    ask("how long did the last load of laundry take", "duration", 2880, within=120)
    ask("How long was the vacuum's last run?", "duration", 2400)
    ask("when'd priya get back from the gym on sunday", "instant", "-2d 11:50:00")
    ask("Was Sam still out at 5 yesterday afternoon?", "boolean", True)
    ask("has the smoke alarm gone off in the past week", "boolean", False)
    ask("isn't it true that the alarm was armed last night at midnight", "boolean", True)
    ask("balcony door open sunday how long", **held(t, "binary_sensor.aqara_balcony_door", "on", *whole(t, -2)))
    ask("was there any motion on the balcony on halloween night, oct 31", "boolean", True)
    ask("how many times did someone ring the bell in the last week", "count", 5)
    ask("which lights did we use yesterday", "list", sorted(["light.bedroom_lamp", "light.living_room_floor_lamp", "light.hue_go", "light.kitchen_under_cabinet", "light.entry_light"]))
    ask("what did the kitchen speaker play on sunday morning", "text", "Dreams")
    for text in ("did santa come", "was the balcony slippery", "how many episodes of bluey did leo watch", "is sam mad at me", "when did the neighbors' alarm go off",
                 "did the package arrive", "how clean is the floor"):
        ask(text)
    t.write("denver-strangers", "en", None, of="denver")


def oak_street():
    t = chicago()
    ask = t.ask
    ask("what time did tyler's light go off on wednesday night", "instant", "-4d 23:47:10")
    ask("How many minutes was the bathroom window open last night?", "duration", 1110)
    ask("garage door left open overnight thursday?", "boolean", True)
    ask("did rosie get stuck on friday", "boolean", True)
    ask("lowest temp outside in the last two weeks", "number", 6.8)
    ask("how many loads did the dryer do yesterday", "count", 1)
    ask("how much power did the house use on saturday", "number", 36, within=1.5)
    ask("who unlocked the front door this morning", "text", "Denise")
    ask("what made the porch light come on last night", "text", "Porch light at sunset")
    ask("was zoe at the rink yesterday at 11 am", "boolean", True)
    ask("which windows were open at 10:45 pm yesterday", "list", ["binary_sensor.bathroom_window", "binary_sensor.tylers_window"])
    for text in ("did tyler do his homework", "how fast is the internet", "was the pool heater on", "when did grandma call", "are we out of salt"):
        ask(text)
    t.write("chicago-strangers", "en", None, of="chicago")


def flat():
    t = berlin()
    ask = t.ask
    ask("balkontür gestern wie lange auf", **held(t, "binary_sensor.balkontuer", "on", *whole(t, -1)))
    ask("War denn nicht gestern Mittag um halb eins das Küchenfenster offen?", "boolean", True)
    ask("Wie lange hat die Spülmaschine beim letzten Mal gebraucht?", "duration", 4800, within=150)
    ask("An wie vielen Tagen lief diese Woche die Spülmaschine?", "count", len(t.runs(DISHES, "-6d 00:00:00", "+1d 00:00:00")))
    ask("Um wieviel Uhr is Jonas am Donnerstag heimgekommen", **first(t, "person.jonas", "home", -3))
    ask("Ist die Klingel diese Woche mehr als einmal gegangen?", "boolean", True)
    ask("Hat sich gestern nachmittag jemand auf dem Balkon gesonnt?", "none")
    ask("Wie warm war es Samstagmittag um zwei draußen?", "number", 16.5)
    ask("War die Heizung am Mittwoch den ganzen Tag an?", "boolean", False)
    ask("Wer hat am Mittwoch die Heizung wieder angemacht?", "text", "Jonas")
    ask("Und wer hat sie ausgemacht?", "text", "Katharina", after="Wer hat am Mittwoch die Heizung angemacht?")
    ask("höchste Luftfeuchtigkeit im Bad in den letzten zwei Wochen", "number", 82)
    ask("Ging am Mittwoch der Rauchmelder los, oder?", "boolean", True)
    ask("wann wurde zuletzt gesaugt", **last(t, "vacuum.staubsauger", "cleaning"))
    for text in ("Hat der Nachbar geklopft?", "Wie viel Milch ist noch da?", "Wann kommt die Müllabfuhr?", "War der Backofen gestern an?", "Mach das Licht aus"):
        ask(text)
    ask("Wie lange war gestern die Lampe im Wohnzimmer an?", "question")
    t.write("berlin-strangers", "de", None, of="berlin")


if __name__ == "__main__":
    rimu_road()
    unit_4b()
    oak_street()
    flat()

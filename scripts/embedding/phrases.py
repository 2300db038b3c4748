"""Sentences and questions of homes, made of lists of words: what the table learns to sum up as the model would."""

import random

PLACES = "kitchen,hall,hallway,corridor,entrance,living room,lounge,sitting room,bedroom,bathroom,shower,toilet,garage,carport,garden,yard,patio,terrace,balcony,study,office,attic,loft,cellar,basement,utility room,laundry,landing,stairs,upstairs,downstairs,nursery,kids room,guest room,dining room,shed,porch,driveway,conservatory,pantry,workshop,pool,sauna,greenhouse,roof,gate,ground floor,first floor".split(",")
DOINGS = {
    "door,front door,back door,garage door,gate,window,skylight,roof window,fridge door,freezer door,cupboard,drawer,mailbox,letter box,cat flap,curtain,blind,blinds,shutter,shades,awning": "opened,closed,was left open,is open,was shut,was opened,stayed open,half open,is stuck".split(","),
    "lock,front door lock,bolt,smart lock,padlock": "locked,unlocked,is jammed,is stuck,could not be locked,was opened with a code".split(","),
    "light,lamp,ceiling light,lights,bulb,lantern,led strip,spotlight,night light,floor lamp": "turned on,turned off,switched on,switched off,was dimmed,went out,is on,flickered,lit up".split(","),
    "leak sensor,water sensor,washing machine leak,boiler leak,sink,pipe,floor": "is wet,is dry,detected water,is leaking,dripping,flooded".split(","),
    "smoke alarm,smoke detector,gas detector,carbon monoxide alarm,fire alarm": "detected smoke,went off,is clear,detected gas,sounded,found fire,low battery".split(","),
    "motion sensor,presence,motion,camera": "detected motion,saw somebody,noticed a person,is clear,saw a car,saw an animal,heard a noise,somebody walked by".split(","),
    "Anna,Ben,mum,dad,the kids,daughter,son,guest,cleaner,husband,wife,somebody,she,he,they,grandmother,neighbour,dog,cat": "arrived home,left home,came back,got home,went out,left for work,arrived at school,is away,went to bed,woke up,returned,is at the office,fell asleep".split(","),
    "doorbell,bell,intercom": "rang,was pressed,was pushed,visitor waiting,postman delivered a parcel,package delivered".split(","),
    "heating,thermostat,radiator,boiler,air conditioning,heat pump,furnace,fan,ventilation,dehumidifier,humidifier,water heater": "set to heat,turned off,started heating,is cooling,is idle,set to 21 degrees,warmed up,stopped working,got too cold,got too hot,turned on,is drying".split(","),
    "vacuum,robot vacuum,hoover,lawn mower,mower": "started cleaning,returned to its dock,is stuck,is charging,finished,started mowing,needs emptying,paused".split(","),
    "washing machine,washer,dryer,tumble dryer,dishwasher,oven,cooker,coffee machine,kettle,microwave,freezer,fridge,refrigerator": "started,finished,is done,is running,was switched on,used power,stopped,door open,too warm,unplugged,laundry is clean,made coffee".split(","),
    "television,tv,speaker,radio,music,film,media player,stereo": "started playing,paused,turned off,stopped,volume changed,was watched,played a song,is idle".split(","),
    "alarm,burglar alarm,security system,siren": "armed away,armed for the night,disarmed,triggered,went off,set when leaving,intruder detected".split(","),
    "humidity,temperature,carbon dioxide,air quality,noise,light level,pressure,moisture of the soil,power,energy,water use,gas use": "is high,is low,rose,fell,became unavailable,is above the limit,back to normal,peaked,stopped reporting".split(","),
    "phone battery,sensor battery,remote battery,car,electric vehicle,wallbox,solar panels,house battery,power meter,electricity": "is low,is charging,is empty,is full,plugged in,unplugged,fed the grid,went out,came back,power cut".split(","),
    "router,internet,wifi,network,zigbee,bridge,hub,coordinator,access point,server,home assistant,smart home system,add-on,integration": "restarted,is offline,connection lost,became unavailable,is back online,update installed,rebooted,crashed,failed to load,firmware updated,reloaded,went down".split(","),
    "backup,copy of the data,snapshot,automation,script,routine,scene,schedule,reminder,timer": "failed,was made,ran,completed,was triggered,started,finished,was cancelled,activated,did not run".split(","),
    "login,password,user,account": "was refused,wrong password,tried to sign in,unknown address,logged in".split(","),
    "sprinkler,irrigation,garden tap,pump,valve,pond pump": "turned on,turned off,watered the lawn,started,stopped,opened,closed,irrigated the plants".split(","),
    "rain,wind,storm,sun,frost,snow,weather,sky": "started,stopped,set,rose,is strong,began outside,it is cloudy,it got dark,wet outside".split(","),
    "mailbox,letter box,parcel box,bins,rubbish,baby monitor,crib,bed,sofa,chair,toilet seat": "opened,emptied,heard crying,occupied,post arrived,letters delivered,taken out,is free,baby woke up".split(","),
}
FRAMES = ["{thing} {doing}"] * 3 + ["{place} {thing} {doing}"] * 4 + ["{thing} in the {place} {doing}", "when was {thing} {doing}", "{thing} {place}", "{doing} {place}", "did the {thing} in the {place} {doing}", "{thing}", "{doing}", "who {doing} {place}", "somebody {doing} {thing}", "{place}"]


def phrases(count: int, seed: int = 1) -> list[str]:
    dice = random.Random(seed)
    made: set[str] = set()
    kinds = [(things.split(","), doings) for things, doings in DOINGS.items()]
    while len(made) < count:
        things, doings = dice.choice(kinds)
        made.add(dice.choice(FRAMES).format(thing=dice.choice(things), doing=dice.choice(doings), place=dice.choice(PLACES)))
    return sorted(made)

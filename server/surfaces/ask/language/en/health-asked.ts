import type { AskedWords } from "../../health/asked/asked-words.ts";
import { asides } from "./health-asides.ts";

const cell = "(battery|batteries)";
const away =
  "(offline|unavailable|unreachable|not (reachable|responding|available|answering|connected|online|respond|answer|reply|replying)|disconnected|out of reach|no longer (respond|responds|responding|reachable|available|online|connected)|stopped (responding|answering)|cannot be reached|off the network)";
const there =
  "(reachable|online|available|responding|connected|respond|answering|alive|there|in reach|on the network|able to be reached)";
const link = "(signal|signals|connection|reception|link|links|wifi|wi fi|zigbee|coverage)";
const broken =
  "(wrong|problem|problems|issue|issues|the matter|trouble|faulty|broken|amiss|fault|faults|up|defective|acting up)";
const fine = "(ok|okay|fine|alright|all right|in order|in good (shape|order|health)|well|working (fine|properly))";
const fail = "(fail|fails|break|breaks|die|dies|give up|stop working|break down|conk out)";
const automation = "(automation|automations)";
const disk = "(disk|disc|drive|hard drive|hard disk|storage|ssd|sd card|memory card)";

export const asked: AskedWords = {
  topics: {
    batteryChanged: [
      [
        "(when|how long ago|how long since|how long is it since|what day)",
        cell,
        "(changed|change|replaced|replace|swapped|swap|renewed|put in|installed|put)",
        "(did|was|were|last|had|have (i|we|you)|has been|been)",
      ],
      ["how old", cell],
    ],
    batteriesToBuy: [
      ["how many", "<cell>", "(need|buy|replace|change|order|get|require|needed)"],
      ["how many", cell, "(need|buy|replace|change|order|get|require|needed)"],
      ["(which|what)", cell, "(buy|order|stock up|shopping list|get)", "(i|we)"],
      ["(do|should) (i|we)", "<cell>", "(need|buy|order|get)"],
    ],
    batteryEnd: [
      [
        "(when|how long|how many (days|weeks|months)|how much (longer|time)|by when|until when)",
        cell,
        "(empty|dead|flat|die|dies|run out|runs out|last|lasts|hold|hold out|run down|replaced|changed|replacing|changing|replace|change|swap|go|left|due|keep going|run)",
      ],
    ],
    batteryCount: [
      ["how many", cell, "(need|needs|take|takes|use|uses|require|requires|has|have|in|inside|go in|goes in)"],
    ],
    batteryLow: [["(is|are|does|do)", cell, "(low|weak|empty|flat|dead|run down|running low)"]],
    batteryCell: [
      [
        "(which|what|what (kind|type|size|sort) of)",
        cell,
        "(need|needs|take|takes|use|uses|require|requires|go in|goes in|goes into|go into|belongs in|belong in|fits|fit|has|have|inside|buy|required)",
      ],
      ["(type|kind|size|sort)", cell],
      ["(which|what)", cell, "(in|for)"],
    ],
    batteryLevel: [
      [
        "(how full|how much|how charged|how empty|how low|how good|what percentage|how many percent|percent|percentage|level|charge|state|status|how is|what is|how are)",
        cell,
      ],
      ["(is|are)", cell, "(full|ok|okay|fine|good)"],
      ["(what is|how much|how)", "(charge|charged)"],
    ],
    drops: [
      [
        "(which|what|who)",
        "(most often|most|oftenest|most frequently|the most)",
        "((dropped|dropping|falling|fell|falls|fall) (out|off)|dropouts|outages|drops (out|off)|drop (out|off)|(went|go|goes|been|was|were) (offline|away|unavailable)|(lost|loses|lose) (the|its|their) connection|lost connection|disconnected|disconnects|unavailable|unreliable|offline)",
      ],
      ["(most unreliable|least reliable|flakiest)"],
    ],
    offlineSince: [
      ["(since when|how long|when did|since what time)", away],
      ["(since when|how long)", "(gone|dead)"],
    ],
    offline: [
      ["(which|what|any|anything|something|how many|everything|all|list)", away],
      ["(which|what)", "(do not|does not|can not|cannot)", "(reachable|respond|answer|online)"],
    ],
    reachable: [
      ["(is|are|does|do|can)", away],
      ["(is|are|does|do|can)", there],
      ["can", "reach"],
    ],
    silent: [
      [
        "(what|which|any|anything|who|has|have)",
        "(silent|quiet|(stopped|stop) (reporting|talking|sending)|no longer reports|not reported|has not reported|have not reported|not been heard|nothing heard|mute|not (sent|sending) anything)",
      ],
    ],
    weakSignals: [
      [
        "(which|what|who|any|anything|are there|where|does|do|has|have)",
        "(weak|bad|poor|low|worst|weakest|badly|poorly)",
        link,
      ],
      ["(which|what)", "(heard|connected)", "(badly|poorly|worst)"],
    ],
    signalOf: [["(how (good|strong|weak|bad|is)|what|what is)", link]],
    lastReport: [
      ["(since when|how long)", "(silent|quiet|mute|not reported|not reporting)"],
      [
        "(when|how long ago)",
        "(last|latest)",
        "(report|reported|heard|hear|seen|talk|talked|send|sent|respond|responded|sign of life|signal|checked in|check in|speak|spoke)",
      ],
    ],
    automationsFighting: [
      [
        automation,
        "(fight|fighting|fights|working against|work against|against each other|against one another|conflict|conflicting|contradict|clash)",
      ],
    ],
    automationsNeverRan: [[automation, "(never|not once|not ever)"]],
    automationsStopped: [
      [automation, "(stopped|no longer|anymore|any more|quit|ceased|not been running|not run (lately|recently))"],
    ],
    automationsFailed: [
      [
        "(which|what|any|did|how many)",
        automation,
        "(failed|fail|failing|fails|errored|crashed|went wrong|gone wrong)",
      ],
    ],
    automationsBroken: [
      [
        "(which|what|any|are|is|anything)",
        "automations",
        "(broken|not work|not working|work|unavailable|invalid|faulty|wrong|problems|problem|errors|error|defective|ok|okay|fine)",
      ],
      ["(which|what)", automation, "(broken|unavailable|invalid|faulty)"],
    ],
    whyAutomation: [
      [
        "why",
        "(fail|failed|failing|fails|crash|crashed|error|broken|not run|not running|not work|not working|go wrong|stop|stopped)",
      ],
      ["what", "wrong", "automation"],
    ],
    diskFull: [["(when|how long|how many days)", disk, "(full|out of space|run out|fill|fills|last|enough|fill up)"]],
    diskFree: [["(how much|how many percent|what|is there)", "(free|left|space|room|remaining|available)", disk]],
    diskLevel: [["(how full|how much|how many percent|what percentage|is|how)", disk]],
    integrations: [
      [
        "(which|what|any|are|is|do|does|how many|anything)",
        "(integration|integrations)",
        "(problem|problems|broken|failed|fail|failing|errors|error|trouble|not working|not work|wrong|issue|issues|down|not loaded|not load|ok|okay|fine|load|attention)",
      ],
    ],
    updatedToWorse: [
      [
        "(updated|update|updates|upgrade|upgrades|upgraded)",
        "(worse|broke|broken|deteriorated|degraded|problems|trouble)",
      ],
    ],
    updates: [
      ["(is there|are there|any|which|what|do|how many|anything|is)", "(update|updates|new version|new versions)"],
      ["(anything|what|which)", "to update"],
      ["what (can|should|could) (i|we|be) update"],
    ],
    canMend: [
      ["(what|which|anything|can|could)", "(can you|could you|you can|are you able to)", "(repair|mend|fix|heal)"],
    ],
    mended: [
      ["(what|which|anything|how many|how often|did)", "did you", "(repair|mend|fix|heal)"],
      ["(what|which|anything|how many|how often|have)", "you", "(repaired|mended|fixed|healed)"],
    ],
    gotWrong: [
      ["(what|which|when|where)", "you", "(wrong|mistaken|mistake|mistakes|incorrect|incorrectly|error|errors)"],
      ["(false alarms|wrong predictions|mistakes|false alarm)", "(you|your|were there|have|had|how many|which)"],
    ],
    howSure: [
      ["how (sure|certain|confident)", "(you|that|this|predictions|forecasts)"],
      [
        "how (reliable|good|accurate|often right|often|right)",
        "(predictions|forecasts|prediction|forecast|you right|you correct|you (get|got) it right)",
      ],
      ["hit rate"],
    ],
    likeliestToFail: [
      ["(which|what)", "(most likely|likeliest|probably|likely|highest risk|soonest)", fail],
      ["(which|what|anything|any|who)", fail, "(soon|next|shortly|will|going to|about to|first)"],
    ],
    costsMost: [
      ["(what|which)", "(costs|costing|cost|takes|loses|hurts|drags|pulls)", "(most|biggest)"],
      ["(what|which)", "biggest", "(problem|issue|loss|drag)"],
    ],
    whyScore: [
      ["(why|how come)", "(score|health|points|hundred|100|percent)"],
      [
        "(what|which)",
        "(costs|costing|cost|lost|lose|pulls|pulling|drags|dragging|lowers|lowering|brings|bringing|takes|missing|keeps)",
        "(points|score|health|hundred|100)",
      ],
      ["where", "(points|score)", "(lost|go|went|lose|losing)"],
    ],
    healthOf: [
      ["(how|what)", "(healthy|health|health score|fit|doing|score|in shape)"],
      ["how (well|good) is", "doing"],
    ],
    firstThing: [
      [
        "(what|which|where)",
        "(first|most urgent|most urgently|most important|the worst|worst|top priority|start)",
        "(do|fix|mend|repair|look|tackle|check|see to|deal|problem|urgent|urgently|important|worst|start|should)",
      ],
    ],
    silenced: [
      [
        "(what|which|anything|have|did|do|is|are)",
        "(muted|snoozed|silenced|hidden|hiding|hide|stop telling|stopped telling|not telling|keeping from me|keep from me|not tell|ignoring|ignore|ignored|postponed|put off|suppressed)",
      ],
    ],
    maintenance: [
      ["(maintenance|service mode|holiday mode|vacation mode)", "(is|are|am|when|until|on|active|running|what)"],
    ],
    allRight: [
      ["(is|are|am)", "(everything|all|all of it|all things)", fine],
      ["(everything|all)", "(ok|okay|fine|good|well|all right|alright|everything all)"],
    ],
    isFine: [
      ["(is|are|does|do|am)", fine],
      ["(is|are)", "(healthy|sick|ill|ailing)"],
    ],
    wrong: [
      ["(what is|is|are|any|does|do|has|have|there)", broken],
      ["what", broken, "(upstairs|downstairs)"],
    ],
    attention: [
      ["(what|anything|which|something|does|do)", "(needs|need|needing|requires|require|deserves|wants)", "attention"],
      [
        "(what|which|anything)",
        "(should|must|ought|need)",
        "(worry|look at|look after|fix|check|mend|repair|take care of|see to|do)",
      ],
      ["(to do|to dos|anything to (fix|mend|repair|do))"],
    ],
  },
  ...asides,
};

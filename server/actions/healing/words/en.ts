import type { HealingWords } from "../words.ts";

const verdicts = { fixed: "it helped", not_fixed: "it did not help", unknown: "nobody can tell whether it ran" };

export const english: HealingWords = {
  remedies: {
    "ping-device": {
      title: "Ask the Z-Wave device for a sign of life",
      touches: "One device; nothing is switched",
      needs: "Z-Wave JS",
      risks: "None that is known; it costs a sleeping device a little battery",
      proof: "The device reports within two minutes",
      undo: "There is nothing to take back",
    },
    "reload-integration": {
      title: "Reload the integration",
      touches: "All entities of one integration entry, which are gone for a moment",
      needs: "An administrator's token",
      risks: "Automations that watch its entities may see them go and come back",
      proof: "Home Assistant has loaded it, or half of what was gone reports again, within two minutes",
      undo: "There is nothing to take back",
    },
    "reload-automations": {
      title: "Reload the automations",
      touches: "All automations; runs under way end",
      needs: "An administrator's token",
      risks: "A run that waits, as for a door to close, is broken off",
      proof: "All automations that were lost are there again within two minutes",
      undo: "There is nothing to take back",
    },
    "turn-on-automation": {
      title: "Turn the automation on again",
      touches: "One automation",
      needs: "Your yes: somebody turned it off",
      risks: "It does again whatever it is meant to do",
      proof: "It is on",
      undo: "It is turned off again; what it did meanwhile stays",
    },
    "run-automation": {
      title: "Run the automation once, if its conditions hold",
      touches: "Whatever the automation acts on",
      needs: "Your yes: what it does is yours to know",
      risks: "Everything that it does happens now",
      proof: "A run comes to its end without an error within two minutes",
      undo: "What it did cannot be taken back by HomeOps",
    },
    "power-cycle": {
      title: "Switch its power off and on again",
      touches: "The switch that you said feeds it, and all that hangs on that switch",
      needs: "A switch declared as its power",
      risks: "Whatever it does is interrupted; a device that is updating itself may be damaged",
      proof: "The device reports within two minutes of getting power",
      undo: "The power is on again, as before",
    },
    "restart-app": {
      title: "Restart the app behind it",
      touches: "One app of the Supervisor",
      needs: "A person: HomeOps has no right to restart other apps",
      risks: "All that the app serves is gone for a minute",
      proof: "Home Assistant has loaded the integration",
      undo: "There is nothing to take back",
    },
    "keep-out-of-recorder": {
      title: "Keep what writes so much out of the recorder",
      touches: "What Home Assistant's recorder keeps; HomeOps goes on remembering what it is told to",
      needs: "A person: HomeOps writes into nobody's YAML",
      risks: "Its history is no longer in Home Assistant's own pages",
      proof: "A day later it writes no more",
      undo: "Take the lines out again",
    },
  },
  whyNot: {
    other_trouble: "It is not meant for this",
    gone: "What it would act on is not there any more, or was disabled",
    no_door: "Home Assistant has no safe way to do it here",
    needs_sign_in: "Somebody has to sign in again; a reload does not help",
    beyond_it: "A reload cannot help in this state; it waits for a restart or a new version",
    switched_off: "It is switched off, and somebody may have meant that",
    already_well: "It is well again by itself",
    off: "It is turned off for this home",
    suggest_only: "A person has to do this",
    forbidden: "It would call something that HomeOps never calls",
    never_unasked: "What it does is never done without your yes",
    not_chosen: "It was not allowed to act by itself",
    guarded: "It touches a lock, an alarm, a siren, a valve, a door, a water heater or something labelled critical",
    useless: "It has not helped often enough here; choose its mode again to let it go on",
    stopped: "All mending is stopped in this home",
    not_connected: "Home Assistant is not connected",
    not_running: "Home Assistant is starting or stopping",
    just_started: "Home Assistant started less than five minutes ago",
    catching_up: "HomeOps is still reading what it missed",
    old_data: "What is known is more than a minute old",
    clock_skew: "The clocks of HomeOps and Home Assistant differ",
    maintenance: "Somebody works on it, by the maintenance that was told",
    being_fixed: "Somebody did something about it within the last ten minutes",
    systemic: "So much is sick at once that it is no single thing",
    home_cap: "Five things were tried in this home within fifteen minutes",
    kind_cap: "It was tried three times within an hour",
    entity_cap: "It was tried on the same thing not long ago",
    breaker: "It did not help three times in a row and rests",
  },
  attempt: ({ title, name, verdict, isUndone, why }) =>
    `${isUndone ? "Taken back: " : ""}${title}: ${name}${verdict ? `, ${verdicts[verdict]}` : ""}${why ? ` (${why})` : ""}`,
  ask: {
    title: ({ title, name }) => `${title}? ${name}`,
    text: ({ trouble, sentence, touches, risks }) =>
      `${trouble}: ${sentence}. It touches: ${touches}. Risks: ${risks}. Your yes is for just this plan and is taken for ten minutes.`,
    outcome: {
      fixed: "It helped.",
      not_fixed: "It did not help; what it was about stands.",
      unknown: "Nobody can tell whether it helped.",
      not_done:
        "It was not done: the plan was too old, or the home is another by now. The page shows what can be done.",
    },
  },
  rule: "A remedy goes on as long as it helped in at least four of its last ten attempts, counted from the fifth; else it only suggests until its mode is chosen again",
  incident: ({ kind, about, sick, of }) =>
    kind === "systemic"
      ? `${sick} of ${of} ${about} are out of order at once: nothing is mended one by one`
      : kind === "breaker"
        ? `“${about}” did not help three times in a row and rests`
        : `“${about}” helps too rarely here and only suggests from now on`,
  classes: { devices: "devices", integrations: "integrations", automations: "automations" },
};

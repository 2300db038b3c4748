import type { CheckWords } from "../../words.ts";

type Told = Parameters<CheckWords["checks"]["ups-trouble"]>[0];
type Trouble = Told["trouble"];

const TITLES = {
  "low-battery": "UPS is nearly empty",
  "on-battery": "UPS runs on battery",
  overloaded: "UPS is overloaded",
  off: "UPS gives no power",
  "replace-battery": "UPS battery is worn",
  bypassed: "UPS is bypassed",
} as const satisfies Record<Trouble, string>;

const SENTENCES = {
  "low-battery": "has had almost no battery left {lasting}",
  "on-battery": "has been running on its battery {lasting}, because the mains is away",
  overloaded: "has had to carry more than it can {lasting}",
  off: "has been off {lasting}",
  "replace-battery": "has said {lasting} that its battery must be replaced",
  bypassed: "has been bypassed {lasting}: what hangs on it is not protected",
} as const satisfies Record<Trouble, string>;

const ADVICE = {
  "low-battery": "Shut down what hangs on it now",
  "on-battery": "See whether the mains is away in the whole house, or only its fuse or plug",
  overloaded: "Take something off it: what is not needed in a power cut",
  off: "Switch it on at its button",
  "replace-battery": "Order a battery of its type; until then a power cut may end what hangs on it at once",
  bypassed: "See whether somebody switched it so for maintenance, or whether it has a fault",
} as const satisfies Record<Trouble, string>;

/** English for single kinds of devices. */
export const sources = {
  "sign-in-needed": ({ entities, unavailable }, { name, lasting }) => ({
    title: "Sign in again",
    sentence: `${name} has asked ${lasting} to be signed in again; ${
      unavailable > 0 ? `${unavailable} of its ${entities} entities are not available` : "what it shows may be old soon"
    }`,
    expected: "Its sign-in is accepted",
    advice:
      "Open the integration in Home Assistant and choose Reconfigure or Sign in; a changed password is the usual reason",
    closes: "Somebody has signed in",
  }),
  "ups-trouble": (told, { name, lasting }) => ({
    title: TITLES[told.trouble],
    sentence: `${name} ${SENTENCES[told.trouble].replace("{lasting}", () => lasting)}${levels(told)}${also(told)}`,
    expected: "It is on the mains, with a battery that holds",
    advice: ADVICE[told.trouble],
    closes: "It says that all is well",
  }),
} satisfies Partial<CheckWords["checks"]>;

function levels({ charge, runtime_minutes }: Told): string {
  const parts = [
    ...(charge === null ? [] : [`battery at ${charge} %`]),
    ...(runtime_minutes === null ? [] : [`enough for ${runtime_minutes} min as it reckons`]),
  ];
  return parts.length > 0 ? `; ${parts.join(", ")}` : "";
}

const also = ({ also }: Told): string =>
  also.length > 0 ? `. Also: ${also.map((it) => TITLES[it].replace(/^UPS /, "it ")).join(", ")}` : "";

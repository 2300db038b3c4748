import type { ChannelWords } from "../words.ts";

export const english: ChannelWords = {
  channels: { urgent: "HomeOps: important", usual: "HomeOps: worth knowing", quiet: "HomeOps: quiet" },
  open: "Open HomeOps",
  test: { title: "HomeOps can reach you here", text: "This is a test. Nothing is wrong." },
  sent: "It was taken. If nothing arrives, look at the other side: whether notifications are allowed there, and at its log.",
  refused: (why) => `It was refused: ${why}. Change the channel, then test it again.`,
  later: (why) => `It did not work: ${why}. Try again in a moment; if that does not help, look at the other side.`,
  unknown: (why) => `Whether it arrived is not known: ${why}. Look at the other side before you test again.`,
  footer: "HomeOps sends this because this address is kept as a channel; remove it there to get no more.",
};

import type { ChannelWords } from "../words.ts";

export const german: ChannelWords = {
  channels: { urgent: "HomeOps: wichtig", usual: "HomeOps: wissenswert", quiet: "HomeOps: leise" },
  open: "HomeOps öffnen",
  test: { title: "HomeOps erreicht dich hier", text: "Das ist ein Test. Es ist alles in Ordnung." },
  sent: "Es wurde angenommen. Kommt nichts an, sieh auf der anderen Seite nach: ob dort Benachrichtigungen erlaubt sind, und in ihrem Protokoll.",
  refused: (why) => `Es wurde abgelehnt: ${why}. Ändere den Kanal und teste ihn dann noch einmal.`,
  later: (why) =>
    `Es hat nicht geklappt: ${why}. Versuch es gleich noch einmal; hilft das nicht, sieh auf der anderen Seite nach.`,
  unknown: (why) =>
    `Ob es ankam, ist nicht bekannt: ${why}. Sieh auf der anderen Seite nach, bevor du noch einmal testest.`,
  footer:
    "HomeOps schickt das, weil diese Adresse als Kanal eingetragen ist; entferne sie dort, um nichts mehr zu bekommen.",
};

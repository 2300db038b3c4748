import type { pairingEn } from "./pairing-en.ts";

export const pairingDe: typeof pairingEn = {
  title: "Zertifikat",
  help: "Sein SHA-256-Fingerabdruck. Vergleiche ihn, wo du Home Assistant über https mit HomeOps koppelst und wo ein Browser vor dem Zertifikat warnt: Er muss derselbe sein.",
  made: (until) => `Von HomeOps erstellt, gilt bis ${until}`,
  given: (until) => `Dein eigenes, gilt bis ${until}`,
};

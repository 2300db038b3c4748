/** Texts about the certificate that others compare before they trust this HomeOps. */
export const pairingEn = {
  title: "Certificate",
  help: "Its SHA-256 fingerprint. Compare it where you pair Home Assistant with HomeOps by https, and where a browser warns of the certificate: it must be the same.",
  made: (until: string) => `Made by HomeOps, holds until ${until}`,
  given: (until: string) => `Yours, holds until ${until}`,
};

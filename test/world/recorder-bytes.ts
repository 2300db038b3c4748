const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID as the recorder keeps it. Source: homeassistant/util/ulid.py, ulid_to_bytes_or_none: what is none is kept as none. */
export function ulidBytes(ulid: string): Uint8Array | null {
  if (ulid.length !== 26) return null;
  let value = 0n;
  for (const letter of ulid) value = value * 32n + BigInt(ALPHABET.indexOf(letter));
  return bytes(value);
}

export const uuidBytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll("-", ""), "hex"));

function bytes(value: bigint): Uint8Array {
  const out = new Uint8Array(16);
  for (let at = 15, rest = value; at >= 0; at--, rest >>= 8n) out[at] = Number(rest & 255n);
  return out;
}

/** As Core makes them: 48 bits of milliseconds, then chance. */
export function ulid(milliseconds: number, chance: () => number): string {
  let text = "";
  for (let rest = milliseconds, at = 0; at < 10; at++, rest = Math.floor(rest / 32))
    text = ALPHABET.charAt(rest % 32) + text;
  for (let at = 0; at < 16; at++) text += ALPHABET.charAt(Math.floor(chance() * 32));
  return text;
}

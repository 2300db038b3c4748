const LETTERS = Buffer.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "latin1");
const LENGTH = 26;

/** Reused, because a context's id is read for every row. */
const bytes = Buffer.alloc(16);
const letters = Buffer.alloc(LENGTH);

/** The id of a context as Core says it, from the 16 bytes, in hexadecimal, that its recorder keeps. Source: homeassistant/util/ulid.py. */
export function ulidOf(hex: string): string {
  bytes.write(hex, "hex");
  let bits = 0;
  let held = 2; // 26 letters are 130 bits: two zeros stand before the 128
  let at = 0;
  for (let byte = 0; byte < 16; byte++) {
    bits = ((bits << 8) | (bytes[byte] ?? 0)) & 0xffff;
    held += 8;
    while (held >= 5) {
      held -= 5;
      letters[at++] = LETTERS[(bits >> held) & 31] ?? 0;
    }
  }
  return letters.toString("latin1", 0, LENGTH);
}

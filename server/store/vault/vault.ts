import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { Refusal } from "#server/refusal.ts";
import { Secret } from "#server/secret.ts";
import { type KeyOptions, keyRing } from "./key-ring.ts";

const CIPHER = "aes-256-gcm";
const KEY_VERSION = "v1";
const NONCE_BYTES = 12; // random for each record; 2^32 records under one key are safe
const TAG_BYTES = 16;
const CHECK_BYTES = 6;

/** The row a secret belongs to; it cannot be opened in another one. */
type Place = { table: string; row: string };

export interface Vault {
  /** Stands in all that the newest key seals. */
  readonly keyMark: string;
  /** How all begins that the newest key has sealed. */
  readonly beginning: string;
  /** Whether what bears this mark can be opened. */
  knows(mark: string): boolean;
  /** As `v1.<key's mark>.<nonce, ciphertext and tag>`. */
  seal(secret: Secret, place: Place): string;
  /** @throws Refusal `wrong_secret_key`, `unknown_key_version`, `cannot_unseal` */
  unseal(sealed: string, place: Place): Secret;
}

/** Keeps tokens unreadable to whoever has the database but not the key. */
export function openVault(options: KeyOptions): Vault {
  const [newest, ...former] = keyRing(options).keys;
  const { mark, key } = derived(newest);
  const known = new Map([newest, ...former].map(derived).map((one) => [one.mark, one.key])); // by mark

  return {
    keyMark: mark,
    beginning: `${KEY_VERSION}.${mark}.`,
    knows: (wanted) => known.has(wanted),
    seal(secret, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound(place));
      const body = Buffer.concat([cipher.update(secret.reveal(), "utf8"), cipher.final()]);
      return `${KEY_VERSION}.${mark}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString("base64url")}`;
    },
    unseal(sealed, place) {
      const [version, sealedWith, text = ""] = sealed.split(".");
      if (version !== KEY_VERSION) throw unknownVersion(place);
      const opening = known.get(sealedWith ?? "");
      if (!opening) throw wrongKey(place);
      const bytes = Buffer.from(text, "base64url");
      // Decoding skips what is not base64, so several texts would open as one record: only the one we wrote may.
      if (sealed !== `${KEY_VERSION}.${sealedWith}.${bytes.toString("base64url")}`) throw damaged(place);
      return opened(bytes, opening, place);
    },
  };
}

function opened(bytes: Buffer, key: Buffer, place: Place): Secret {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw damaged(place);
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(bound(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const body = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return new Secret(Buffer.concat([body, decipher.final()]).toString("utf8"));
  } catch (cause) {
    throw damaged(place, cause);
  }
}

/** The mark tells a wrong key from a damaged record. */
const derived = (master: Buffer) => ({
  mark: purposeKey(master, "mark", CHECK_BYTES).toString("base64url"),
  key: purposeKey(master, `seal ${KEY_VERSION}`, 32),
});

const purposeKey = (master: Buffer, purpose: string, bytes: number) =>
  Buffer.from(hkdfSync("sha256", master, "", `homeops ${purpose}`, bytes));

const bound = ({ table, row }: Place) => Buffer.from(JSON.stringify([table, row, KEY_VERSION]));

const unknownVersion = ({ table, row }: Place) =>
  new Refusal(
    "unknown_key_version",
    `The secret of ${table} ${row} was sealed by another version of HomeOps; update HomeOps, or enter the secret again`,
  );

const wrongKey = ({ table, row }: Place) =>
  new Refusal(
    "wrong_secret_key",
    `The secret of ${table} ${row} was sealed with another key; start with the HOMEOPS_SECRET_KEY or secret.key it was sealed with, or enter the secret again`,
  );

const damaged = ({ table, row }: Place, cause?: unknown) =>
  new Refusal("cannot_unseal", `The sealed secret of ${table} ${row} was changed or moved; enter the secret again`, {
    cause,
  });

import { createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import { isIPv4 } from "node:net";
import * as asn1 from "asn1js";
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
} from "pkijs";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const HOLDS_YEARS = 10;
const DAY_MS = 24 * 3_600_000;
/** A machine that remembers no time starts in 1970: what it makes then must hold when it knows better. */
const NOT_BEFORE = Date.UTC(2026, 10, 1);
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
const DNS_NAME = 2;
const IP_ADDRESS = 7;
const DIGITAL_SIGNATURE = { unusedBits: 7, valueHex: new Uint8Array([0x80]).buffer };

type Wanted = {
  /** ECDSA P-256, as PEM. */
  key: string;
  /** Host names and addresses, of version 4 alone. */
  names: readonly string[];
  /** Milliseconds since the epoch. */
  now: number;
};

/** A certificate that vouches for itself, as PEM. */
export async function selfSigned({ key, names, now }: Wanted): Promise<string> {
  const certificate = new Certificate({ version: 2, serialNumber: new asn1.Integer({ valueHex: serial() }) });
  certificate.issuer.typesAndValues.push(commonName());
  certificate.subject.typesAndValues.push(commonName());
  const from = Math.max(now, NOT_BEFORE) - DAY_MS; // clocks differ
  certificate.notBefore.value = new Date(from);
  certificate.notAfter.value = yearsAfter(from, HOLDS_YEARS);
  certificate.extensions = extensions(names);
  const { signing, verifying } = await keysOf(key);
  await certificate.subjectPublicKeyInfo.importKey(verifying);
  await certificate.sign(signing, "SHA-256");
  return pem(certificate.toSchema(true).toBER());
}

const commonName = () =>
  new AttributeTypeAndValue({ type: "2.5.4.3", value: new asn1.Utf8String({ value: "HomeOps" }) });

function extensions(names: readonly string[]): Extension[] {
  const written = [
    { extnID: "2.5.29.19", critical: true, value: new BasicConstraints({ cA: false }).toSchema() },
    { extnID: "2.5.29.15", critical: true, value: new asn1.BitString(DIGITAL_SIGNATURE) },
    { extnID: "2.5.29.37", critical: false, value: new ExtKeyUsage({ keyPurposes: [SERVER_AUTH] }).toSchema() },
    { extnID: "2.5.29.17", critical: false, value: new GeneralNames({ names: names.map(generalName) }).toSchema() },
  ];
  return written.map(({ value, ...about }) => new Extension({ ...about, extnValue: value.toBER(false) }));
}

function generalName(name: string): GeneralName {
  if (!isIPv4(name)) return new GeneralName({ type: DNS_NAME, value: name });
  const valueHex = new Uint8Array(name.split(".").map(Number)).buffer;
  return new GeneralName({ type: IP_ADDRESS, value: new asn1.OctetString({ valueHex }) });
}

async function keysOf(key: string) {
  const own = new Uint8Array(createPrivateKey(key).export({ format: "der", type: "pkcs8" }));
  const shown = new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }));
  return {
    signing: await crypto.subtle.importKey("pkcs8", own, CURVE, false, ["sign"]),
    verifying: await crypto.subtle.importKey("spki", shown, CURVE, true, ["verify"]),
  };
}

/** Positive, and of one length: its first byte is neither 0 nor above 0x7f. */
function serial(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes.buffer;
}

const yearsAfter = (from: number, years: number): Date =>
  new Date(new Date(from).setUTCFullYear(new Date(from).getUTCFullYear() + years));

function pem(der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

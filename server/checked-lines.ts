import { crc32 } from "node:zlib";

const SUM = 8; // hexadecimal digits

/** A value as one line of a file that a power cut may tear: CRC-32, a space, JSON. */
export function checkedLine(value: unknown): string {
  const text = JSON.stringify(value);
  return `${checksum(text)} ${text}\n`;
}

/** What the line says; undefined where it was torn or changed. */
export function readChecked(line: string): unknown {
  const text = line.slice(SUM + 1);
  return text && line.slice(0, SUM) === checksum(text) ? JSON.parse(text) : undefined;
}

const checksum = (text: string): string => crc32(text).toString(16).padStart(SUM, "0");

import { expect, it } from "vitest";
import { isNetwork, within } from "./networks.ts";

it.each([
  ["192.0.2.7", true],
  ["192.0.2.0/24", true],
  ["0.0.0.0/0", true],
  ["fd00::/8", true],
  ["::1", true],
  ["", false],
  ["nas", false],
  ["192.0.2.7/33", false],
  ["192.0.2.7/", false],
  ["192.0.2.7/24/8", false],
  ["192.0.2.7/-1", false],
  ["::1/129", false],
])("judges %j", (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});

it.each([
  ["127.0.0.1", true],
  ["127.255.0.9", true],
  ["::ffff:127.0.0.1", true],
  ["::1", true],
  ["172.30.33.5", true],
  ["::ffff:172.30.32.1", true],
  ["172.30.34.1", false],
  ["172.30.31.255", false],
  ["128.0.0.1", false],
  ["::2", false],
  ["fe80::1%eth0", false],
  ["", false],
  [undefined, false],
])("finds %j within loopback and a network, or not", (peer, expected) => {
  expect(within(["127.0.0.0/8", "::1", "172.30.32.0/23"])(peer)).toBe(expected);
});

it("finds nobody within none", () => {
  expect(within([])("127.0.0.1")).toBe(false);
});

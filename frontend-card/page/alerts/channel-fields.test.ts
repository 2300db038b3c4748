import { expect, it } from "vitest";
import { channelFields, lacksOf, saidOfFields, targetOf, valuesOf } from "./channel-fields.ts";

it("shows what is kept, and never a secret", () => {
  const target = { to: "anna@example.org", port: 465, security: "tls", reach: "home" };
  expect(valuesOf("email", target)).toMatchObject({
    to: "anna@example.org",
    port: "465",
    security: "tls",
    password: "",
  });
  expect(valuesOf("webhook", { url: "https://example.org" })).toEqual({ url: "", secret: "" });
  expect(valuesOf("mqtt")).toEqual({ prefix: "homeops" });
});

it("makes of what was entered what is sent, and leaves out what is empty and where it is reached", () => {
  const values = { to: " anna@example.org ", from: "", port: "465", password: "" };
  expect(targetOf("email", values, { reach: "home", to: "old@example.org" })).toEqual({
    to: "anna@example.org",
    port: 465,
  });
  expect(
    targetOf("light", { how: "color", seconds: "5" }, { entities: ["light.hall"], how: "blink", seconds: 10 }),
  ).toEqual({
    ...{ entities: ["light.hall"], how: "color", seconds: 5 },
  });
});

it("says what is wanting, but not of a secret that is kept", () => {
  expect([...lacksOf("webhook", {})]).toEqual([
    ["url", "missing"],
    ["secret", "missing"],
  ]);
  expect([...lacksOf("webhook", {}, ["url", "secret"])]).toEqual([]);
  const letter = { to: "a@b.org", from: "c@b.org", host: "mail", port: "many", security: "tls" };
  expect([...lacksOf("email", letter)]).toEqual([["port", "number"]]);
  for (const kind of ["companion", "notify", "persistent"] as const) expect(lacksOf(kind, {}).size).toBe(0);
});

it("finds in the server's sentence what belongs to a field", () => {
  const sentence =
    "The target of a webhook channel was not understood: url: Invalid URL; secret: must be whsec_ and more";
  expect(saidOfFields("webhook", sentence)).toEqual({ url: "Invalid URL", secret: "must be whsec_ and more" });
  expect(saidOfFields("webhook", "Only who may change the home keeps a webhook channel")).toEqual({});
  expect(saidOfFields("mqtt", "The target of a mqtt channel was not understood: prefix: must be a topic")).toEqual({
    prefix: "must be a topic",
  });
});

it("has fields for every kind", () => {
  expect(Object.keys(channelFields)).toHaveLength(8);
});

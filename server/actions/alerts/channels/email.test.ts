import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { type Certificates, makeCertificates } from "#test/world/certificates.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import type { Way } from "./channel.ts";
import { email } from "./email.ts";
import { lonelyHome, toSay } from "./testing.ts";

const PASSWORD = "right-7f3a";
const everything = new AsyncDisposableStack();
let certificates: Certificates;
let way: Way;

beforeAll(async () => {
  way = everything.use(await lonelyHome(everything.use(await testDatabase())));
  const folder = everything.use(await temporaryDirectory("email"));
  certificates = await makeCertificates(folder.path);
});
afterAll(() => everything.disposeAsync());

/** A real mail server, which keeps what it takes. */
async function mailServer(options: SMTPServerOptions = {}) {
  const taken: { from: string; to: string[]; letter: string; isSecure: boolean }[] = [];
  const server = new SMTPServer({
    ...{ key: certificates.key, cert: certificates.certificate, logger: false, disableReverseLookup: true },
    onAuth: ({ username, password }, _, done) =>
      username === "anna" && password === PASSWORD
        ? done(null, { user: username })
        : done(Object.assign(new Error(`wrong ${password}`), { responseCode: 535 })),
    async onData(stream, session, done) {
      const letter = await text(stream);
      const { mailFrom, rcptTo } = session.envelope;
      taken.push({
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map(({ address }) => address),
        letter,
        isSecure: session.secure,
      });
      done();
    },
    ...options,
  });
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return { port, taken, [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())) };
}

const send = (port: number, parts: object = {}, said = toSay()) => {
  const usual = {
    to: "anna@example.org",
    from: "home@example.org",
    host: "localhost",
    user: "anna",
    password: PASSWORD,
  };
  const target = { ...usual, port, authority: certificates.authority, reach: "home", ...parts };
  return email.deliver(said, email.target.parse(target) as never, way);
};

describe("an e-mail", () => {
  it.each(["starttls", "tls"])(
    "goes by %s, with a text and a page, and an id of the delivery's key",
    async (security) => {
      await using server = await mailServer({ secure: security === "tls" });
      expect(await send(server.port, { security }, toSay({ key: "delivery-5", title: "Küche: Wasser" }))).toEqual({
        outcome: "sent",
      });
      const [{ from, to, letter, isSecure }] = server.taken as [(typeof server.taken)[0]];
      expect({ from, to, isSecure }).toEqual({ from: "home@example.org", to: ["anna@example.org"], isSecure: true });
      expect(letter).toMatch(/^Message-ID: <delivery-5@example\.org>\r$/im);
      expect(letter).toMatch(/text\/plain/);
      expect(letter).toMatch(/text\/html/);
      expect(letter).toContain("Hall motion: 4 %");
    },
  );

  it("takes no header and no markup from what a device wrote", async () => {
    await using server = await mailServer();
    const title = "Low\r\nBcc: all@example.org\r\n\r\n<script>x</script>";
    await send(
      server.port,
      {},
      toSay({ title, text: "<img src=http://x.example>\r\n.\r\nMAIL FROM:<x>", key: "a>\r\nX-Evil: 1" }),
    );
    const [{ to, letter }] = server.taken as [(typeof server.taken)[0]];
    expect(to).toEqual(["anna@example.org"]);
    const head = letter.slice(0, letter.indexOf("\r\n\r\n"));
    expect(head).not.toMatch(/^(bcc|x-evil):/im);
    expect(letter.slice(letter.indexOf("<!doctype html>"))).not.toMatch(/<(img|script)/);
  });

  it("is never sent without TLS", async () => {
    await using server = await mailServer({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"], authOptional: true });
    expect(await send(server.port)).toMatchObject({ outcome: "refused", isWorthAnotherTry: false });
    expect(server.taken).toEqual([]);
  });

  it.each(["starttls", "tls"])(
    "is not sent by %s to whom nobody vouches for, nor to another name",
    async (security) => {
      await using server = await mailServer({ secure: security === "tls" });
      for (const parts of [{ authority: undefined }, { host: "127.0.0.1" }])
        expect(await send(server.port, { security, ...parts })).toMatchObject({ outcome: "refused" });
      expect(server.taken).toEqual([]);
    },
  );

  it("is refused for good with a wrong password", async () => {
    await using server = await mailServer();
    expect(await send(server.port, { password: "wrong" })).toMatchObject({
      outcome: "refused",
      isWorthAnotherTry: false,
    });
  });

  it.each([
    [450, true],
    [550, false],
  ])("where the mailbox answers %i is worth another try: %s", async (responseCode, isWorthAnotherTry) => {
    await using server = await mailServer({
      onRcptTo: (_, __, done) => done(Object.assign(new Error("no"), { responseCode })),
    });
    expect(await send(server.port)).toMatchObject({ outcome: "refused", isWorthAnotherTry });
  });

  it("may have been taken where the server ends the connection after all of it", async () => {
    const sockets = new Set<Socket>();
    await using server = await mailServer({
      async onData(stream) {
        await text(stream);
        for (const socket of sockets) socket.destroy();
      },
    });
    // Between the two, so that the connection can be cut.
    const wire = createServer((client) => {
      sockets.add(client);
      client.on("error", () => {});
      const onward = new (client.constructor as typeof Socket)();
      onward.on("error", () => {});
      onward.connect(server.port, "127.0.0.1");
      client.pipe(onward).pipe(client);
      client.on("close", () => onward.destroy());
    }).listen(0, "127.0.0.1");
    await once(wire, "listening");
    const came = await send((wire.address() as AddressInfo).port);
    wire.close();
    expect(came).toMatchObject({ outcome: "unknown" });
  });

  it("was not taken where nobody listens, or the address is forbidden", async () => {
    expect(await send(9)).toMatchObject({ outcome: "refused", isWorthAnotherTry: true });
    expect(await send(25, { host: "169.254.169.254" })).toMatchObject({ outcome: "refused", isWorthAnotherTry: false });
    expect(await send(25, { reach: "public" })).toMatchObject({ outcome: "refused", isWorthAnotherTry: false });
  });

  it.each([
    { to: "a@b.c\r\nBcc: x@example.org" },
    { to: "a@example.org, b@example.org" },
    { host: "a b" },
    { from: "x" },
  ])("is not kept for %j", (parts) => {
    const usual = { to: "anna@example.org", from: "home@example.org", host: "localhost" };
    expect(email.target.safeParse({ ...usual, ...parts }).success).toBe(false);
  });
});

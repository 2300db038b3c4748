import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createServer, getCACertificates, setDefaultCACertificates } from "node:tls";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { testDatabase } from "#db/testing.ts";
import type { Delivered, Way } from "#server/actions/alerts/channels/channel.ts";
import { email } from "#server/actions/alerts/channels/email.ts";
import { lonelyHome, toSay } from "#server/actions/alerts/channels/testing.ts";
import { webhook } from "#server/actions/alerts/channels/webhook.ts";
import { systemClock } from "#server/clock.ts";
import { parseAddress } from "#server/intake/connect/address.ts";
import { readRest } from "#server/intake/connect/rest.ts";
import { tryConnection } from "#server/intake/try-connection.ts";
import { Secret } from "#server/secret.ts";
import { openAi } from "#server/store/memory/embed/open-ai.ts";
import { chatModel } from "#server/surfaces/ask/model/chat-model.ts";
import { command } from "#test/provision/command.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { figure } from "./figures.ts";

const CANARY = "c4n4ry-5f19";
const secret = new Secret(CANARY);
const provider = (port: number) => ({ url: `https://localhost:${port}/v1`, model: "m", key: secret });
const addressOf = (port: number) => parseAddress(`https://localhost:${port}`, { allowPrivate: true });
const letter = { to: "a@example.org", from: "h@example.org", host: "localhost", user: "anna", password: CANARY };

type Client = { isMail?: boolean; security?: "tls" | "starttls"; ask(port: number, way: Way): Promise<unknown> };
/** Everything in the program that opens a connection to somebody else's server and shows it a secret. */
const CLIENTS: Record<string, Client> = {
  "Home Assistant, live": { ask: (port, { world }) => tryConnection(world, `https://localhost:${port}`, secret) },
  "Home Assistant, HTTP": { ask: (port) => readRest(addressOf(port), secret, "/api/config", z.unknown()) },
  webhook: {
    ask: (port, way) => {
      const key = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
      const target = { url: `https://localhost:${port}/${CANARY}`, secret: key, reach: "home" } as const;
      return webhook.deliver(toSay(), target, way).then(orThrow);
    },
  },
  ...mail("tls"),
  ...mail("starttls"),
  "language model": {
    ask: (port) =>
      chatModel(provider(port), systemClock).answer({ name: "t", instructions: "", data: {} }, { seconds: 5 }),
  },
  embeddings: { ask: (port) => openAi(provider(port), systemClock).embed(["a lamp"]) },
};

function mail(security: "tls" | "starttls"): Record<string, Client> {
  const ask: Client["ask"] = (port, way) =>
    email.deliver(toSay(), { ...letter, port, security, reach: "home" }, way).then(orThrow);
  return { [`mail, ${security}`]: { isMail: true, security, ask } };
}

function orThrow(it: Delivered): void {
  if (it.outcome !== "sent") throw new Error(it.why);
}

const kinds = ["expired", "for another host", "self-signed", "of an unknown authority", "good"] as const;
type Kind = (typeof kinds)[number];
type Pair = { key: string; cert: string };

const everything = new AsyncDisposableStack();
const pairs = {} as Record<Kind, Pair>;
let authority = "";
let way: Way;
const usual = getCACertificates("default");

beforeAll(async () => {
  way = everything.use(await lonelyHome(everything.use(await testDatabase())));
  const folder = everything.use(await temporaryDirectory("s15"));
  authority = await signer(folder.path, "known");
  await signer(folder.path, "unknown");
  const signed = (kind: string, by: string, host = "localhost", days = 2) =>
    signedBy(folder.path, { kind, by, host, days });
  pairs.good = await signed("good", "known");
  pairs.expired = await signed("expired", "known", "localhost", -1);
  pairs["for another host"] = await signed("other", "known", "nas.example");
  pairs["of an unknown authority"] = await signed("stranger", "unknown");
  const cert = await signer(folder.path, "own");
  pairs["self-signed"] = { key: await readIn(folder.path, "own.key"), cert };
  setDefaultCACertificates([...usual, authority]); // as NODE_EXTRA_CA_CERTS does for a whole process
}, 120_000);
afterAll(async () => {
  setDefaultCACertificates(usual);
  await everything.disposeAsync();
});

describe.each(Object.entries(CLIENTS))("S15: %s", (name, client) => {
  it.each(kinds)("of a server whose certificate is %s", async (kind) => {
    await using server = await (client.isMail ? mailServer : plainServer)(pairs[kind], client.security);
    const failed = await client.ask(server.port, way).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (kind === "good") expect(server.heard(), `${name} speaks`).not.toBe("");
    else {
      expect(failed, "is refused").toBeInstanceOf(Error);
      expect(server.heard(), "nothing was said to it").toBe("");
    }
  });
});

it("S15: an authority is trusted where an admin has pinned it, and nowhere else", async () => {
  setDefaultCACertificates(usual);
  try {
    for (const [name, client] of Object.entries(CLIENTS)) {
      await using server = await (client.isMail ? mailServer : plainServer)(pairs.good, client.security);
      await expect(client.ask(server.port, way), name).rejects.toThrow();
      expect(server.heard(), name).toBe("");
    }
    await using server = await mailServer(pairs.good, "tls");
    const pinned = { ...letter, port: server.port, security: "tls", authority, reach: "home" } as const;
    expect(await email.deliver(toSay(), pinned, way)).toMatchObject({ outcome: "sent" });
  } finally {
    setDefaultCACertificates([...usual, authority]);
  }
  const refused = Object.keys(CLIENTS).length * kinds.length; // once more all good ones, unpinned
  figure(
    "S15",
    `${Object.keys(CLIENTS).length} outbound clients: ${refused} of ${refused} connections to servers that cannot prove themselves refused before a word was said`,
  );
});

/** Hears what is said to it once TLS stands, and hangs up. */
async function plainServer({ key, cert }: Pair) {
  let heard = "";
  const server = createServer({ key, cert }, (socket) => {
    socket.on("error", () => {});
    socket.on("data", (data) => {
      heard += String(data);
      socket.destroy();
    });
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    heard: () => heard,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  };
}

async function mailServer({ key, cert }: Pair, security: Client["security"]) {
  let heard = "";
  const server = new SMTPServer({
    ...{ key, cert, secure: security === "tls", logger: false, disableReverseLookup: true },
    onAuth({ username, password }, _, done) {
      heard += `${username} ${password}`;
      done(null, { user: username });
    },
    onMailFrom({ address }, _, done) {
      heard += address;
      done();
    },
    onData(stream, _, done) {
      stream.resume();
      stream.on("end", () => done());
    },
  });
  server.on("error", () => {});
  const listening = server.listen(0, "localhost");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return {
    port,
    heard: () => heard,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  };
}

const readIn = (folder: string, name: string) => readFile(path.join(folder, name), "utf8");
const FRESH = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** An authority, which vouches for itself as `localhost`. */
async function signer(folder: string, name: string): Promise<string> {
  const at = (end: string) => path.join(folder, `${name}.${end}`);
  const about = ["-days", "2", "-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost"];
  await command(["openssl", "req", "-x509", ...FRESH, ...about, "-keyout", at("key"), "-out", at("crt")]);
  return readIn(folder, `${name}.crt`);
}

type Wanted = { kind: string; by: string; host: string; days: number };

async function signedBy(folder: string, { kind, by, host, days }: Wanted): Promise<Pair> {
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at(`${kind}.ext`), `subjectAltName=DNS:${host}\n`);
  const asked = ["-subj", `/CN=${host}`, "-keyout", at(`${kind}.key`), "-out", at(`${kind}.csr`)];
  await command(["openssl", "req", ...FRESH, ...asked]);
  const signing = ["-CA", at(`${by}.crt`), "-CAkey", at(`${by}.key`), "-CAcreateserial", "-days", String(days)];
  const files = ["-in", at(`${kind}.csr`), "-extfile", at(`${kind}.ext`), "-out", at(`${kind}.crt`)];
  await command(["openssl", "x509", "-req", ...files, ...signing]);
  return { key: await readIn(folder, `${kind}.key`), cert: await readIn(folder, `${kind}.crt`) };
}

import { lookup as resolve } from "node:dns/promises";
import { connect, isIP, type Socket } from "node:net";
import { Transform } from "node:stream";
import { z } from "zod";
import { guardedLookup } from "#server/guarded-lookup.ts";
import { mayReach, type Reach } from "#server/reach.ts";
import { Refusal } from "#server/refusal.ts";
import type { Channel, Delivered, Message } from "./channel.ts";
import { pageLink } from "./page-link.ts";
import { asHtml, lines, oneLine } from "./plain-text.ts";
import { Reaching } from "./reaching.ts";
import { channelWords } from "./words.ts";

const CONNECT_MS = 10_000;
/** Some servers look a letter over before they take it. */
const SILENCE_MS = 30_000;
const DEADLINE_MS = 90_000;

const EmailTarget = z.strictObject({
  to: z.email().max(254),
  from: z.email().max(254),
  host: z
    .string()
    .regex(/^(?:[a-z0-9.-]{1,253}|[0-9a-f:]{2,45})$/i, "must be a name or an address, as in smtp.example.org"),
  port: z.int().min(1).max(65_535).default(587),
  security: z
    .enum(["starttls", "tls"])
    .default("starttls")
    .meta({ description: "`tls` from the first byte, as on port 465" }),
  user: z.string().min(1).max(254).optional(),
  password: z.string().min(1).max(1_000).optional(),
  authority: z
    .string()
    .max(20_000)
    .optional()
    .meta({ description: "PEM of who signed the server's certificate, where the world does not know it" }),
  reach: Reaching,
});
type EmailTarget = z.infer<typeof EmailTarget>;

/** Never without TLS, and never to a server that cannot prove its name. */
export const email: Channel<typeof EmailTarget> = {
  kind: "email",
  target: EmailTarget,
  secrets: ["password"],
  isLoud: false,
  hasKey: false, // few servers know a letter again by its id
  async deliver(message, to, way): Promise<Delivered> {
    const page = (await pageLink(way))?.url;
    const sending = { isWritten: false };
    try {
      const socket = await connected(to);
      const transport = await transportOver(socket, to);
      transport.use("stream", (mail, done) => {
        mail.message.transform(() => noting(sending));
        done();
      });
      const limit = setTimeout(() => socket.destroy(new Error("it takes too long")), DEADLINE_MS);
      try {
        await transport.sendMail(letterOf(message, to, page));
      } finally {
        clearTimeout(limit);
        transport.close();
        socket.destroy();
      }
      return { outcome: "sent" };
    } catch (error) {
      return failed(error, sending.isWritten);
    }
  },
};

/** Lets all pass, and notes that it has. */
const noting = (sending: { isWritten: boolean }) =>
  new Transform({
    transform: (chunk, _, done) => done(null, chunk),
    flush(done) {
      sending.isWritten = true;
      done();
    },
  });

/** Loaded with the first letter: it takes up to 30 MB, and most homes send none. */
async function transportOver(socket: Socket, { host, port, security, user, password, authority }: EmailTarget) {
  const { createTransport } = await import("nodemailer");
  return createTransport({
    ...{ host, port, secure: security === "tls", requireTLS: true },
    ...(user !== undefined && { auth: { user, pass: password ?? "" } }),
    tls: { servername: isIP(host) ? "" : host, minVersion: "TLSv1.2", ...(authority && { ca: authority }) },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true, logger: false },
    getSocket: (_, done) => done(null, { connection: socket }),
  });
}

function letterOf(message: Message, { to, from }: EmailTarget, page: string | undefined) {
  const { open, footer } = channelWords(message.language);
  const title = oneLine(message.title);
  const urgency = message.isDanger || message.severity === "critical" ? ("high" as const) : ("normal" as const);
  return {
    to: { name: "", address: to },
    from: { name: "HomeOps", address: from },
    subject: title,
    messageId: `<${message.key.replace(/[^\w.-]/g, "")}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    priority: urgency,
    headers: { "Auto-Submitted": "auto-generated" }, // nobody's absence answers it
    text: [lines(message.text), page && `${open}: ${page}`, `-- \n${footer}`].filter(Boolean).join("\n\n"),
    html:
      `<!doctype html><html lang="${message.language}"><body><h1 style="font-size:1.2em">${asHtml(title)}</h1>` +
      `<p>${asHtml(message.text)}</p>${page ? `<p><a href="${asHtml(page)}">${asHtml(open)}</a></p>` : ""}` +
      `<p style="color:#666;font-size:.8em">${asHtml(footer)}</p></body></html>`,
  };
}

/** What the name means is checked as it is for every address, and exactly that is connected to. */
async function connected({ host, port, reach }: EmailTarget): Promise<Socket> {
  if (isIP(host) && !mayReach(host, reach)) throw forbidden(host);
  const { promise, resolve: open, reject } = Promise.withResolvers<Socket>();
  const lookup = guardedLookup({
    resolve: (name) => resolve(name, { all: true }),
    isAllowed: (ip) => mayReach(ip, reach satisfies Reach),
    forbidden,
  });
  const socket = connect({ host, port, lookup }, () => open(socket));
  socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error("it does not answer")));
  socket.on("error", reject);
  return promise;
}

const forbidden = (host: string) =>
  new Refusal(
    "bad_address",
    `HomeOps does not connect to ${host}: it is reserved, or only for who may change the home`,
  );

/** `EAUTH`, `EENVELOPE` and `ETLS` are nodemailer's. Once all of the letter was written, only an answer tells what became of it. */
function failed(error: unknown, isWritten: boolean): Delivered {
  if (!(error instanceof Error)) throw error;
  const { code, responseCode } = error as Error & { code?: string; responseCode?: number };
  const why = oneLine(error.message, 300);
  if (error instanceof Refusal) return { outcome: "refused", why, isWorthAnotherTry: false };
  if (responseCode) return { outcome: "refused", why, isWorthAnotherTry: responseCode < 500 };
  if (isWritten) return { outcome: "unknown", why };
  return {
    outcome: "refused",
    why,
    isWorthAnotherTry: !["EAUTH", "ETLS", "EENVELOPE", "EMESSAGE"].includes(code ?? ""),
  };
}

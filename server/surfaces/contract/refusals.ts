import { z } from "zod";
import type { JsonSchema } from "./schemas.ts";

export const ErrorAnswer = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string().meta({ description: "a sentence that says what to do" }),
      request_id: z.string(),
    }),
  })
  .meta({ id: "Error" });

type Refused = { description: string; code: string; message: string };

const REFUSALS: Readonly<Record<number, Refused>> = {
  400: {
    description: "Not understood, or it is not clear which home is meant",
    code: "bad_input",
    message: "The input was not understood: limit: Too big: expected number to be <=500",
  },
  401: {
    description: "Nobody is signed in",
    code: "unauthorized",
    message: "Nobody is signed in; send `Authorization: Bearer` with the API token",
  },
  403: {
    description: "Not allowed",
    code: "forbidden",
    message: "Only an owner or an admin of the home may do this; ask one of them",
  },
  404: {
    description: "There is no such thing",
    code: "unknown_home",
    message: "There is no home 7 for you; leave `home` out, or name one of yours",
  },
  409: {
    description: "It does not fit how things stand now, or the idempotency key was used for something else",
    code: "key_in_use",
    message: "This Idempotency-Key was sent with something else before; take a new one",
  },
  413: {
    description: "The body is larger than 1 MiB",
    code: "too_large",
    message: "The body is larger than 1 MiB; ask for less at once",
  },
  415: {
    description: "The body is not JSON",
    code: "wrong_content_type",
    message: "Send the body as `Content-Type: application/json`",
  },
  429: {
    description: "Too many requests; Retry-After says when to ask again",
    code: "too_many",
    message: "Too many requests; wait 7 seconds, then ask again",
  },
  500: {
    description: "A bug; the log of HomeOps says which",
    code: "internal",
    message: "Something went wrong inside HomeOps; its log says what",
  },
  502: {
    description: "Home Assistant or another server was not reached, or it refused",
    code: "unreachable",
    message: "Nothing answers at the address (ECONNREFUSED). Is Home Assistant running?",
  },
  503: {
    description: "The database is away, or there is too much to do; Retry-After says when to ask again",
    code: "database_away",
    message: "The database does not answer at the moment; try again in some seconds",
  },
};
const TELLS_WHEN = new Set(["429", "503"]);

/** What any command may be answered with, beside its answer. */
export const refusalsOfAll = (): object =>
  Object.fromEntries(Object.keys(REFUSALS).map((status) => [status, { $ref: `#/components/responses/${status}` }]));

export const refusalResponses = (schema: JsonSchema): object =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, { description, code, message }]) => [
      status,
      {
        description,
        ...(TELLS_WHEN.has(status) && { headers: { "Retry-After": RETRY_AFTER } }),
        content: { "application/json": { schema, example: { error: { code, message, request_id: REQUEST } } } },
      },
    ]),
  );

const REQUEST = "5f0c9a3e-7b1d-4a52-8c64-1e0f2d3a4b5c";
const RETRY_AFTER = { description: "seconds to wait", schema: { type: "integer", minimum: 1 } };

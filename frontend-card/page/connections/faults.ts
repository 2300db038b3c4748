import { Refused } from "../../data/wire.ts";
import { sentenceOf } from "../look/sentence-of.ts";

/** What is wrong, and with which field. */
export interface Faults {
  address?: string;
  token?: string;
  form?: string;
}

/** Codes of the server that are about one field. */
const ABOUT: Record<string, keyof Faults> = {
  bad_address: "address",
  unreachable: "address",
  not_home_assistant: "address",
  banned: "address",
  another_home: "address",
  token_refused: "token",
  no_token: "token",
};

export function faultsIn(error: unknown): Faults {
  const sentence = sentenceOf(error);
  const about = error instanceof Refused ? ABOUT[error.code] : undefined;
  return { [about ?? "form"]: sentence };
}

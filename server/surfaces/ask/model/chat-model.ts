import { z } from "zod";
import type { Clock } from "#server/clock.ts";
import { guardedPost, type Reply } from "#server/guarded-post.ts";
import { jsonIn } from "#server/json-in.ts";
import { patience } from "#server/patience.ts";
import { Refusal } from "#server/refusal.ts";
import type { Secret } from "#server/secret.ts";
import { asQuoted, type LanguageModel, type Task } from "./language-model.ts";

const Answer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().max(20_000) }) })).min(1),
});
const MOST_TOKENS = 500;
const SERVICE = { name: "The language model", setting: "HOMEOPS_LANGUAGE_MODEL_URL", away: "model_away" };

export type ChatProvider = { url: string; model: string; key: Secret | undefined };

/** OpenAI, Ollama, LocalAI, llama.cpp …: whatever answers `POST /v1/chat/completions`. It is given no tools. */
export function chatModel({ url, model, key }: ChatProvider, clock: Clock): LanguageModel {
  const address = new URL(`${url.replace(/\/+$/, "")}/chat/completions`);
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key.reveal()}` } : {};
  const line = patience(clock);

  async function post(task: Task, seconds: number): Promise<string> {
    const messages = [
      { role: "system", content: task.instructions },
      { role: "user", content: asQuoted(task) },
    ];
    const settings = { temperature: 0, max_tokens: MOST_TOKENS, response_format: { type: "json_object" } };
    const body = JSON.stringify({ model, messages, ...settings });
    return contentOf(await guardedPost({ url: address, headers, body, seconds, service: SERVICE }));
  }

  return { answer: (task, { seconds }) => line.ask(() => post(task, seconds)) };
}

function contentOf({ status, text }: Reply): string {
  if (status !== 200) {
    const isBusy = status === 429 || status >= 500;
    const advice = isBusy
      ? "it is asked again later"
      : "check HOMEOPS_LANGUAGE_MODEL_URL, HOMEOPS_LANGUAGE_MODEL_NAME and HOMEOPS_LANGUAGE_MODEL_KEY";
    throw new Refusal(isBusy ? "model_away" : "model_refused", `The language model answered ${status}; ${advice}`, {
      status: 502,
    });
  }
  const [choice] = Answer.safeParse(jsonIn(text)).data?.choices ?? [];
  if (choice) return choice.message.content;
  const advice = "its answer is not that of POST /v1/chat/completions; check HOMEOPS_LANGUAGE_MODEL_URL";
  throw new Refusal("model_refused", `The language model cannot be understood: ${advice}`, { status: 502 });
}

import { z } from "zod";

/** Source: homeassistant/components/conversation/chat_log.py; what is not ours to know (thoughts, prompts, arguments) is not read. */
const Created = z.string();
export const Content = z.discriminatedUnion("role", [
  z.object({ role: z.literal("system"), created: Created.optional() }),
  z.object({ role: z.literal("user"), content: z.string(), created: Created }),
  z.object({
    role: z.literal("assistant"),
    agent_id: z.string(),
    content: z.string().nullish(),
    tool_calls: z.array(z.looseObject({ tool_name: z.string().optional() })).nullish(),
    created: Created,
  }),
  z.object({
    role: z.literal("tool_result"),
    tool_name: z.string().optional(),
    result: z.looseObject({ error: z.boolean().optional(), data: z.unknown() }).optional(),
    created: Created,
  }),
]);
export type Content = z.infer<typeof Content>;

type Outcome = "done" | "answered" | "not understood" | "failed";

/** What somebody asked of Assist, and what came of it. */
export interface Turn {
  readonly at: string;
  readonly asked: string;
  readonly answer: string;
  readonly outcome: Outcome;
  readonly agent: string;
}

/** Home Assistant's own agent, which answers in words of its own only where it has understood nothing. */
const OWN_AGENT = /^(conversation\.home_assistant|homeassistant|conversation)$/;
const FAULT = /^Error: /;

/** Follows one conversation: a turn begins with what a person says, and is over with the assistant's last words. */
export function followTurns(over: (turn: Turn) => void) {
  let asked: { at: string; text: string } | undefined;
  let tools = { called: 0, failed: 0 };

  return (content: Content): void => {
    if (content.role === "user") {
      asked = { at: content.created, text: content.content };
      tools = { called: 0, failed: 0 };
    } else if (content.role === "tool_result") {
      if (isFault(content.result)) tools.failed++;
    } else if (content.role === "assistant") {
      tools.called += content.tool_calls?.length ?? 0;
      if (content.tool_calls?.length || content.content == null || !asked) return;
      const { agent_id: agent, content: answer } = content;
      over({ at: asked.at, asked: asked.text, answer, agent, outcome: outcomeOf(agent, answer, tools) });
      asked = undefined;
    }
  };
}

function outcomeOf(agent: string, answer: string, { called, failed }: { called: number; failed: number }): Outcome {
  if (failed > 0 || FAULT.test(answer)) return "failed";
  if (called > 0) return "done";
  return OWN_AGENT.test(agent) ? "not understood" : "answered";
}

const Response = z.object({ response_type: z.string() });

function isFault(result: { error?: boolean | undefined; data?: unknown } | undefined): boolean {
  return result?.error === true || Response.safeParse(result?.data).data?.response_type === "error";
}

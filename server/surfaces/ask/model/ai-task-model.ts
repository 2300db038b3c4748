import { z } from "zod";
import type { Clock } from "#server/clock.ts";
import type { Link } from "#server/intake/connect/link.ts";
import { patience } from "#server/patience.ts";
import { Refusal } from "#server/refusal.ts";
import { asQuoted, type LanguageModel, type Task } from "./language-model.ts";

// Source: homeassistant/components/ai_task/services.py, GENERATE_DATA; the action has no tools unless its integration gives it some.
const Answer = z.object({ response: z.object({ data: z.object({ answer: z.string().max(20_000) }) }) });
const STRUCTURE = {
  answer: { description: "The JSON document that is asked for, as text", required: true, selector: { text: {} } },
};

/** Home Assistant's own choice of a model, asked through the link that a home has at the moment. */
export function aiTaskModel(linkNow: () => Pick<Link, "call"> | undefined, entity: string | undefined, clock: Clock) {
  const line = patience(clock);

  async function ask(task: Task, seconds: number): Promise<string> {
    const link = linkNow();
    if (!link) throw new Refusal("model_away", "Home Assistant is out of reach, and its language model with it");
    const service_data = {
      task_name: task.name,
      instructions: `${task.instructions}\n\n${asQuoted(task)}`,
      structure: STRUCTURE,
      ...(entity && { entity_id: entity }),
    };
    const message = { type: "call_service", domain: "ai_task", service: "generate_data", service_data };
    const told = await link.call({ ...message, return_response: true }, Answer, { deadlineSeconds: seconds });
    return told.response.data.answer;
  }

  return { answer: (task, { seconds }) => line.ask(() => ask(task, seconds)) } satisfies LanguageModel;
}

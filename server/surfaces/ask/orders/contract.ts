import { z } from "zod";
import { Question } from "../contract.ts";

export const Said = z.strictObject({ text: Question.shape.question, conversation: Question.shape.conversation });

const pausing = z.object({ command: z.literal("memory/pause"), input: z.object({ until: z.string() }) });
const resuming = z.object({ command: z.literal("memory/resume"), input: z.object({}) });
const forgetting = z.object({
  command: z.literal("memory/forget"),
  input: z.object({ span: z.object({ from: z.string(), to: z.string() }) }),
});

const stopping = z.object({ command: z.literal("healing/stop"), input: z.object({}) });

export const Ordered = z
  .object({
    understood: z
      .enum(["pause", "resume", "forget", "stop_mending", "no"])
      .nullable()
      .meta({ description: "null: it tells neither the memory nor mending what to do" }),
    speech: z.string().nullable().meta({ description: "what is said; with `order`, once that is done" }),
    is_question: z.boolean().meta({ description: "a yes or a no is waited for, in the same conversation" }),
    order: z
      .discriminatedUnion("command", [pausing, resuming, forgetting, stopping])
      .nullable()
      .meta({ description: "what to ask next, as the same asker: nothing is done by reading a sentence" }),
  })
  .meta({ id: "Ordered" });
export type Ordered = z.infer<typeof Ordered>;

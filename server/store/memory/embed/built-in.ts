import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Embedder, unitLength } from "./embedder.ts";
import { wordPiece } from "./word-piece.ts";

const FOLDER = new URL("./table/", import.meta.url);
const Card = z.object({ model: z.string(), revision: z.string(), width: z.int(), tokens: z.int() });

/** A row a token: the sum of a text's rows points where the model would; 10 µs a sentence, on any CPU. */
interface Table {
  tokenize(text: string): number[];
  vector(ids: readonly number[]): Float32Array;
  /** Of length one; and how much the token says. */
  row(id: number): { direction: Float32Array; weight: number };
}

let loaded: Table | undefined; // 12 MB, for all who embed in this process

export const builtIn: Embedder = {
  async model() {
    const { model, revision, width } = card();
    return { name: `static ${model}`, revision, width };
  },
  async embed(texts) {
    const table = tableOf();
    return texts.map((text) => table.vector(table.tokenize(text)));
  },
  /** Late interaction, as in ColBERT (Khattab and Zaharia 2020). */
  met(query, texts) {
    const table = tableOf();
    const asked = table.tokenize(query).map(table.row);
    const whole = asked.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const nearTo = new Map<number, number[]>(); // each asked, by the token told: many sentences tell the same
    const nearness = (id: number): number[] => {
      const known = nearTo.get(id);
      if (known) return known;
      const { direction } = table.row(id);
      const near = asked.map((one) => dot(one.direction, direction));
      nearTo.set(id, near);
      return near;
    };
    return texts.map((text) => {
      const told = [...new Set(table.tokenize(text))].map(nearness);
      const met = asked.map(({ weight }, at) => weight * Math.max(0, ...told.map((near) => near[at] ?? 0)));
      return met.reduce((sum, one) => sum + one, 0) / whole;
    });
  },
};

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Whether people write this as one word: the vocabulary holds the 20,000 usual ones. */
export const isCommonWord = (word: string): boolean => tableOf().tokenize(word).length === 1;

/** The rows of a text, for those who compare them with the original's. */
export const tokensOf = (text: string): number[] => tableOf().tokenize(text);

const card = () => Card.parse(JSON.parse(readFileSync(new URL("table.json", FOLDER), "utf8")));

function tableOf(): Table {
  loaded ??= readTable();
  return loaded;
}

/** `table.bin`: a float32 scale a token, then `width` int8 a token. */
function readTable(): Table {
  const { width, tokens } = card();
  const bytes = readFileSync(new URL("table.bin", FOLDER));
  const scales = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + tokens * 4));
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset + tokens * 4, tokens * width);
  const lines = readFileSync(new URL("vocabulary.txt", FOLDER), "utf8").split("\n");
  const tokenize = wordPiece(new Map(lines.map((token, row) => [token, row])));
  return {
    tokenize,
    row(id) {
      const row = Float32Array.from(rows.subarray(id * width, (id + 1) * width));
      const length = Math.hypot(...row);
      return { direction: unitLength(row), weight: length * (scales[id] ?? 0) };
    },
    vector(ids) {
      const sum = new Float32Array(width);
      for (const row of ids) {
        const scale = scales[row] ?? 0;
        const from = row * width;
        for (let i = 0; i < width; i++) sum[i] = (sum[i] ?? 0) + scale * (rows[from + i] ?? 0);
      }
      return unitLength(sum);
    },
  };
}

import { join } from "node:path";
import { worldTree } from "../provision/cache.ts";
import { inside, SHARED } from "../provision/chroot.ts";
import { provisionSentenceModel } from "../provision/sentence-model.ts";
import { freePort } from "./free-port.ts";
import { ready, startProgram } from "./program.ts";
import { temporaryDirectory } from "./temporary.ts";

export const MODEL = "all-minilm-l6-v2";
export const KEY = "a-key-of-the-tests";

/** The whole sentence model behind `POST /v1/embeddings`, gone after disposal. */
export async function startEmbeddingServer() {
  await using stack = new AsyncDisposableStack();
  const share = await provisionSentenceModel();
  const { path } = stack.use(await temporaryDirectory("embedding"));
  const [port, log] = [await freePort(), join(path, "embedding.log")];
  const threads = { OPENBLAS_NUM_THREADS: "1" }; // more wait for one another on a busy machine
  const env = { PORT: String(port), KEY, ...threads, PYTHONDONTWRITEBYTECODE: "1" };
  const guest = inside({ tree: worldTree, share, argv: ["/opt/ha/bin/python", `${SHARED}/serve.py`], env });
  const program = startProgram({ ...guest, log });
  stack.defer(() => program.end("SIGKILL"));
  const url = `http://127.0.0.1:${port}/v1`;
  await ready(
    program,
    log,
    async () => (await fetch(`${url}/embeddings`, { method: "POST", body: "{}" })).status === 401,
  );
  const owned = stack.move();
  return {
    url,
    signal: (signal: NodeJS.Signals) => process.kill(program.pid, signal),
    end: () => program.end("SIGKILL"),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

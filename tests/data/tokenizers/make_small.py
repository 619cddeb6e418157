#!/usr/bin/env python3
"""Writes clip-small and bert-small, vocabularies of a few hundred tokens in every form that is read, beside itself.

Merges are learnt from CORPUS by plain byte-pair counting; word pieces are listed. The expected tokens in EXPECTED_* are
written by hand, and checked here against the textbook algorithms (quadratic, no heap) before ids are written for them.
Run again only to change the vocabularies: python3 make_small.py
"""
import collections
import gzip
import json
import pathlib
import re

HERE = pathlib.Path(__file__).parent
MERGES = 110
CORPUS = """a photo of a cat a photo of the dog two cats sleeping on a pink couch the man is riding a wave on top of the
surfboard a plate of food with rice a close up of a person wearing a hat people sitting at the table a sunset over the
ocean a small red house a big tree the sky is blue a bird on the water café naïve"""


def byte_symbols():
    own = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [b for b in range(256) if b not in own]
    return {**{b: chr(b) for b in own}, **{b: chr(256 + n) for n, b in enumerate(rest)}}


SYMBOL = byte_symbols()


def symbols(word):
    letters = [SYMBOL[b] for b in word.encode()]
    return letters[:-1] + [letters[-1] + "</w>"]


def merged(word, pair):
    out, i = [], 0
    while i < len(word):
        if tuple(word[i : i + 2]) == pair:
            out.append(pair[0] + pair[1])
            i += 2
        else:
            out.append(word[i])
            i += 1
    return out


def learn():
    words = [symbols(w) for w in CORPUS.split()]
    merges = []
    while len(merges) < MERGES:
        counts = collections.Counter(p for w in words for p in zip(w, w[1:]))
        pair = min(counts, key=lambda p: (-counts[p], p))
        if any(pair[0] + pair[1] == m[0] + m[1] for m in merges):
            raise SystemExit(f"{pair} makes a token that another merge makes")
        merges.append(pair)
        words = [merged(w, pair) for w in words]
    return merges


def bpe(word, rank):
    word = symbols(word)
    while True:
        pairs = [p for p in zip(word, word[1:]) if p in rank]
        if not pairs:
            return word
        word = merged(word, min(pairs, key=rank.get))


# text, clean text, words, tokens (the bytes of é are C3 A9, which the alphabet writes Ã and ©)
EXPECTED_CLIP = [
    ("a photo of a cat", "a photo of a cat", "a</w> photo</w> of</w> a</w> cat</w>"),
    ("  A PHOTO\tof\n the  DOG ", "a photo of the dog", "a</w> photo</w> of</w> the</w> dog</w>"),
    ("", "", ""),
    ("   ", "", ""),
    ("cats dots", "cats dots", "cats</w> do t s</w>"),
    ("caf\u00e9", "caf\u00e9", "caf\u00c3\u00a9</w>"),
    ("cafe\u0301", "caf\u00e9", "caf\u00c3\u00a9</w>"),
    ("caf&eacute;", "caf\u00e9", "caf\u00c3\u00a9</w>"),
    ("it\u2019s \u201cred\u201d", "it's \"red\"", "i t</w> ' s</w> \"</w> red</w> \"</w>"),
    ("42", "42", "4</w> 2</w>"),
    ("a<end_of_text>b", "a<end_of_text>b", "a</w> <|endoftext|> b</w>"),
    ("<START_OF_TEXT>", "<start_of_text>", "<|startoftext|>"),
    ("!<end_of_text>", "!<end_of_text>", "! <</w> e n d</w> _</w> of</w> _</w> t e x t</w> ></w>"),
    ("<|endoftext|>", "<|endoftext|>", "< |</w> e n do f t e x t</w> | ></w>"),
    ("\uff23\uff21\uff34", "cat", "cat</w>"),
    ("\ufb02y", "fly", "f l y</w>"),
    ("&amp;lt;", "<", "<</w>"),
    ("1 &lt; 2", "1 < 2", "1</w> <</w> 2</w>"),
    ("\x1b[31mred\x1b[0m\x00", "red", "red</w>"),
    ("\U0001f600", "\U0001f600", "\u00f0 \u0141 \u013a \u0122</w>"),
    ("\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2", "\u00ce \u00bf \u00ce \u00b4 \u00ce \u00bf \u00cf \u0124</w>"),
    ("a\ufeffb", "ab", "a b</w>"),
]

WORDS = """a an and at bird blue boat cat cats close couch dog dogs food hat house in is it large man of on over people
person photo pink plate red rice riding s sitting sky sleeping small sunset surf surfboard table the top tree two up water
wave wearing white with woman t don m ll ve re d isn 猫 犬 写 真""".split()
SUFFIXES = "s ing ed er board es ly ted ##".split()

EXPECTED_BERT = [
    ("a photo of a cat", "a photo of a cat", "a photo of a cat"),
    ("A PHOTO, of THE dog!", "a photo , of the dog !", "a photo, of the dog!"),
    ("", "", ""),
    ("   \t\n", "", ""),
    ("caf\u00e9", "c ##a ##f ##e", "cafe"),
    ("CAFE\u0301", "c ##a ##f ##e", "cafe"),
    ("houses", "house ##s", "houses"),
    ("surfboarding", "surfboard ##ing", "surfboarding"),
    ("boards", "b ##o ##a ##r ##d ##s", "boards"),
    ("don't", "don ' t", "don't"),
    ("the man's hat.", "the man ' s hat .", "the man's hat."),
    ("\u732b\u72ac photo", "\u732b \u72ac photo", "\u732b \u72ac photo"),
    ("[CLS] cat [MASK]", "[CLS] cat [MASK]", "cat"),
    ("[cls]", "[ c ##l ##s ]", "[ cls ]"),
    ("\u00fe", "[UNK]", ""),
    ("x\u00fe cat", "[UNK] cat", "cat"),
    ("z\u0000ebra\ufffd", "z ##e ##b ##r ##a", "zebra"),
    ("\u0130s", "is", "is"),
    ("a" * 101, "[UNK]", ""),
    ("a" * 100, "a" + " ##a" * 99, "a" * 100),
    ("3.14", "3 . 1 ##4", "3. 14"),
    ("a\u3000b\u00a0c\u200bd", "a b c ##d", "a b cd"),
]


def special(i, name):
    return {"id": i, "content": name, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
            "special": True}


def dump(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_clip():
    folder = HERE / "clip-small"
    folder.mkdir(exist_ok=True)
    merges = learn()
    own = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    order = [SYMBOL[b] for b in own + [b for b in range(256) if b not in own]]
    tokens = order + [s + "</w>" for s in order] + [a + b for a, b in merges] + ["<|startoftext|>", "<|endoftext|>"]
    vocab = {t: i for i, t in enumerate(tokens)}
    assert len(vocab) == len(tokens)
    lines = [f"{a} {b}" for a, b in merges]
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False), encoding="utf-8")
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *lines]) + "\n", encoding="utf-8")
    model = {"type": "BPE", "dropout": None, "unk_token": "<|endoftext|>", "continuing_subword_prefix": "",
             "end_of_word_suffix": "</w>", "fuse_unk": False, "vocab": vocab}
    added = [special(vocab[t], t) for t in ("<|startoftext|>", "<|endoftext|>")]
    for name, form in (("tokenizer.json", lines), ("tokenizer-pairs.json", merges)):
        fast = {"version": "1.0", "added_tokens": added, "model": {**model, "merges": form}}
        (folder / name).write_text(json.dumps(fast, ensure_ascii=False), encoding="utf-8")
    # More merges than the vocabulary takes, as in the published file.
    text = "\n".join(["\"bpe_simple_vocab_16e6.txt#version: 0.2", *lines, "q z", "z q"]) + "\n"
    (folder / "bpe_simple_vocab_16e6.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    rank = {m: i for i, m in enumerate(merges)}
    rows = []
    pattern = re.compile(r"<start_of_text>|<end_of_text>|'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|[^\s\w]+|_+")
    for text, cleaned, wanted in EXPECTED_CLIP:
        found = []
        for word in pattern.findall(cleaned):
            names = {"<start_of_text>": "<|startoftext|>", "<end_of_text>": "<|endoftext|>"}
            found += [names[word]] if word in names else bpe(word, rank)
        if found != wanted.split():
            raise SystemExit(print("clip:", repr(text), "expected", wanted, "found", " ".join(found)))
        rows.append({"text": text, "cleaned": cleaned, "tokens": wanted.split(),
                     "ids": [vocab[t] for t in wanted.split()]})
    dump(folder / "expected.json", {"vocab_size": len(tokens), "sot": vocab["<|startoftext|>"],
                                    "eot": vocab["<|endoftext|>"], "rows": rows})


def write_bert():
    folder = HERE / "bert-small"
    folder.mkdir(exist_ok=True)
    tokens = ["[PAD]", *(f"[unused{i}]" for i in range(4)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokens += [chr(c) for c in range(0x21, 0x7F) if not chr(c).isalnum()]
    tokens += [*"0123456789abcdefghijklmnopqrstuvwxyz"]
    tokens += ["##" + c for c in "0123456789abcdefghijklmnopqrstuvwxyz"]
    tokens += [w for w in WORDS if w not in tokens]
    tokens += ["##" + s for s in SUFFIXES if "##" + s not in tokens]
    vocab = {t: i for i, t in enumerate(tokens)}
    assert len(vocab) == len(tokens)
    (folder / "vocab.txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    extra = ["[DEC]", "[ENC]"]
    added = [special(vocab[t], t) for t in names] + [special(len(tokens) + i, t) for i, t in enumerate(extra)]
    fast = {"version": "1.0", "added_tokens": added, "normalizer": {"type": "BertNormalizer", "lowercase": True},
            "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                      "max_input_chars_per_word": 100, "vocab": vocab}}
    (folder / "tokenizer.json").write_text(json.dumps(fast, ensure_ascii=False), encoding="utf-8")
    rows = []
    for text, wanted, decoded in EXPECTED_BERT:
        for token in wanted.split():
            assert token in vocab, token
        rows.append({"text": text, "tokens": wanted.split(), "ids": [vocab[t] for t in wanted.split()],
                     "decoded": decoded})
    dump(folder / "expected.json", {"vocab_size": len(tokens), "cls": vocab["[CLS]"], "sep": vocab["[SEP]"],
                                    "pad": 0, "rows": rows})


write_clip()
write_bert()

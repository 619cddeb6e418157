#!/usr/bin/env python3
"""Writes the seed corpus of fuzz_tokenizers:  python3 make_tokenizer_seeds.py FOLDER

Texts come from the golden strings, vocabulary files from tests/data/tokenizers and from shorter ones made here.
"""
import json
import pathlib
import struct
import sys

TEST_DATA = pathlib.Path(__file__).parent.parent / "data"
TEXT, VOCAB, MERGES, CLIP_JSON, PACKED, PACKED_TEXT, WORDS, BERT_JSON, IDS = range(9)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    count = 0

    def seed(mode, number, content):
        nonlocal count
        (folder / f"seed-{count:04}").write_bytes(bytes([mode, number]) + content)
        count += 1

    golden = TEST_DATA / "reference" / "tokenizer"
    for row in json.loads((golden / "clip_bpe_golden.json").read_text(encoding="utf-8"))["rows"]:
        seed(TEXT, 76, row["text"].encode("utf-8", "surrogatepass"))
        seed(IDS, 0, b"".join(struct.pack("<h", i % 640) for i in row["ids"]))
    for text in (b"\xff\xfe\x80", b"\xed\xa0\x80", b"a\xf0\x9f\x98", b"&amp;amp;lt;&#x110000;&#0;",
                 b"<&amp;amp;>\n&lsquo;",
                 "e\u0301\u0323\u1100\u1161\u11a8 \u03a3.\u0391\u03a3".encode()):
        seed(TEXT, 3, text)

    small = TEST_DATA / "tokenizers"
    seed(VOCAB, 0, (small / "clip-small/vocab.json").read_bytes())
    seed(MERGES, 0, (small / "clip-small/merges.txt").read_bytes())
    seed(CLIP_JSON, 0, (small / "clip-small/tokenizer.json").read_bytes())
    seed(CLIP_JSON, 0, (small / "clip-small/tokenizer-pairs.json").read_bytes())
    seed(PACKED, 110, (small / "clip-small/bpe_simple_vocab_16e6.txt.gz").read_bytes())
    seed(PACKED_TEXT, 0, b"heading\na b\nc d</w>\nab cd</w>\n")
    seed(WORDS, 2, (small / "bert-small/vocab.txt").read_bytes())
    seed(WORDS, 0, b"[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n##b\n")
    seed(BERT_JSON, 0, (small / "bert-small/tokenizer.json").read_bytes())
    vocab = {t: i for i, t in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##b"])}
    fast = {"added_tokens": [{"id": 6, "content": "[DEC]"}], "normalizer": {"lowercase": True},
            "model": {"type": "WordPiece", "vocab": vocab}}
    seed(BERT_JSON, 1, json.dumps(fast).encode())
    print(f"{count} seeds in {folder}")


main()

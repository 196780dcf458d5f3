"""A tokenizer of transformers as one tokenizer.json.

Fast tokenizers hold one already. The slow one of SigLIP is put together here;
others go through transformers' own conversion. Whether the ids are the same is
checked on sentences afterwards, whatever way it went.
"""

from __future__ import annotations

import importlib
import json
from typing import Any

from models.errors import EncoderUnsupported

_UNDERLINE = "\N{LOWER ONE EIGHTH BLOCK}"  # SentencePiece's sign for a space

# Python's string.punctuation and re's \s, written out for Oniguruma, whose \s is another set.
_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_SPACES = (
    r"[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
)

_EXTRA_SPACES = (("^ +", ""), (" +$", ""), (" {2,}", " "))


def lowers_outside(tokenizer: Any) -> bool:
    """Whether the reference writes texts in lower case before this tokenizer sees them.

    SigLIP 2 was trained on lower-case texts with Gemma's tokenizer, which keeps case: since
    version 5, `Siglip2Tokenizer` of transformers does it
    (https://github.com/huggingface/transformers/pull/43101); before, the caller had to.
    """
    return type(tokenizer).__name__.startswith("Gemma")


def tokenizer_json(tokenizer: Any, where: str) -> str:
    """The content of a tokenizer.json.

    Args:
        tokenizer: Any tokenizer of transformers.
        where: What to call the model in a message.

    Raises:
        EncoderUnsupported: It can't be converted.
    """
    tokenizers = importlib.import_module("tokenizers")
    if tokenizer.padding_side != "right" or getattr(tokenizer, "truncation_side", "right") != "right":
        raise EncoderUnsupported(f"{where} pads or cuts its texts on the left, which Fovea doesn't.")
    if tokenizer.is_fast:
        backend = tokenizers.Tokenizer.from_str(tokenizer.backend_tokenizer.to_str())
    elif type(tokenizer).__name__ == "SiglipTokenizer":
        backend = _siglip(tokenizer, tokenizers)
    else:
        convert = importlib.import_module("transformers.convert_slow_tokenizer").convert_slow_tokenizer
        try:
            backend = convert(tokenizer)
        except Exception as error:  # it raises bare Exception, ValueError, ImportError...
            raise EncoderUnsupported(f"The tokenizer of {where} can't be converted: {error}.") from error
    if lowers_outside(tokenizer):
        steps = [tokenizers.normalizers.Lowercase()]
        backend.normalizer = tokenizers.normalizers.Sequence(
            steps if backend.normalizer is None else [*steps, backend.normalizer]
        )
    backend.no_padding()
    backend.no_truncation()
    # Compact: a vocabulary of 256,000 tokens takes 30 MB with one entry a line.
    return json.dumps(json.loads(backend.to_str()), ensure_ascii=False, separators=(",", ":"))


def _siglip(tokenizer: Any, tokenizers: Any) -> Any:
    """SigLIP's SentencePiece model with the cleaning that `SiglipTokenizer` does in Python.

    That is: lower case, ASCII punctuation away, runs of spaces to one, trailing space away, a
    space in front (`canonicalize_text` and `tokenize`), then the model's own character map.
    """
    protobuf = importlib.import_module("transformers.convert_slow_tokenizer").import_protobuf()
    proto = protobuf.ModelProto()
    proto.ParseFromString(tokenizer.sp_model.serialized_model_proto())
    pieces = [(piece.piece, piece.score) for piece in proto.pieces]
    normalizers, regex = tokenizers.normalizers, tokenizers.Regex
    backend = tokenizers.Tokenizer(tokenizers.models.Unigram(pieces, unk_id=proto.trainer_spec.unk_id))
    steps = [
        normalizers.Replace(_UNDERLINE, " "),
        normalizers.Lowercase(),
        normalizers.Replace(regex(_PUNCTUATION), ""),
        normalizers.Replace(regex(_SPACES), " "),
        normalizers.Replace(regex(" $"), ""),
    ]
    if proto.normalizer_spec.precompiled_charsmap:
        steps.append(normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap))
    if proto.normalizer_spec.remove_extra_whitespaces:
        # Those in front too: the reference's own space stands there already. The map may have made more.
        steps += [normalizers.Replace(regex(pattern), with_) for pattern, with_ in _EXTRA_SPACES]
    # Only where there is a text: of an empty one the reference keeps nothing but the end token.
    steps += [normalizers.Replace(regex(r"\A"), _UNDERLINE), normalizers.Replace(" ", _UNDERLINE)]
    backend.normalizer = normalizers.Sequence(steps)
    end = tokenizer.eos_token
    backend.post_processor = tokenizers.processors.TemplateProcessing(
        single=f"$A {end}", special_tokens=[(end, tokenizer.eos_token_id)]
    )
    special = [tokenizer.eos_token, tokenizer.pad_token, tokenizer.unk_token]
    backend.add_special_tokens(
        [
            tokenizers.AddedToken(token, lstrip=True, rstrip=True, normalized=False, special=True)
            for token in dict.fromkeys(token for token in special if token)
        ]
    )
    return backend

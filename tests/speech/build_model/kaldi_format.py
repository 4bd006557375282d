"""Writers of the binary formats Kaldi reads: transitions and an nnet3 network."""

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Component = tuple[str, bytes]


def transition_model(num_phones: int, phone_pdfs: Sequence[tuple[int, int]]) -> bytes:
    """Chain topology for phones 1 to ``num_phones``: one state with a pdf for the first frame and
    one for its loop; ``phone_pdfs[i]`` are those of phone i + 1.

    Phone p has the transition ids 2p - 1 (loop) and 2p (forward).
    """
    phones = list(range(1, num_phones + 1))
    out = _token("<TransitionModel>") + _token("<Topology>")
    out += _ints(phones) + _ints([-1] + [0] * num_phones)
    out += _int(-1) + _int(1) + _int(2)  # -1: no plain HMM; one entry; two states
    out += _int(0) + _int(1) + _int(2) + _int(0) + _float(0.5) + _int(1) + _float(0.5)
    out += _int(-1) + _int(-1) + _int(0) + _token("</Topology>")
    out += _token("<Tuples>") + _int(num_phones)
    for phone, (forward, loop) in zip(phones, phone_pdfs, strict=True):
        out += _int(phone) + _int(0) + _int(forward) + _int(loop)
    log_probs = np.full(2 * num_phones + 1, np.log(0.5))
    log_probs[0] = 0
    out += _token("</Tuples>") + _token("<LogProbs>") + _vector(log_probs)
    return out + _token("</LogProbs>") + _token("</TransitionModel>")


def affine(weight: NDArray[np.float64], bias: NDArray[np.float64]) -> bytes:
    """A FixedAffineComponent."""
    out = _token("<FixedAffineComponent>") + _token("<LinearParams>") + _matrix(weight)
    return out + _token("<BiasParams>") + _vector(bias) + _token("</FixedAffineComponent>")


def nonlinearity(kind: str, dim: int) -> bytes:
    """A RectifiedLinearComponent or LogSoftmaxComponent with empty statistics."""
    empty = _vector(np.zeros(0))
    out = _token(f"<{kind}>") + _token("<Dim>") + _int(dim) + _token("<ValueAvg>") + empty
    out += _token("<DerivAvg>") + empty + _token("<Count>") + _float(0.0)
    return out + _token(f"</{kind}>")


def network(config: Sequence[str], components: Sequence[Component]) -> bytes:
    """An nnet3 network: lines of configuration and named components."""
    lines = "".join(line + "\n" for line in config)
    out = _token("<Nnet3>") + b"\n" + lines.encode() + b"\n"
    out += _token("<NumComponents>") + _int(len(components))
    for name, body in components:
        out += _token("<ComponentName>") + _token(name) + body
    return out + _token("</Nnet3>")


def write_model(
    path: Path, transitions: bytes, nnet: bytes, context: int, priors: NDArray[np.float64]
) -> None:
    """``final.mdl``: transitions, network, frames of context on either side, and pdf priors."""
    out = b"\0B" + transitions + nnet
    out += _token("<LeftContext>") + _int(context) + _token("<RightContext>") + _int(context)
    path.write_bytes(out + _token("<Priors>") + _vector(priors))


def _token(name: str) -> bytes:
    return name.encode() + b" "


def _int(value: int) -> bytes:
    return struct.pack("<bi", 4, value)


def _float(value: float) -> bytes:
    return struct.pack("<bf", 4, value)


def _ints(values: Sequence[int]) -> bytes:
    return struct.pack("<bi", 4, len(values)) + np.asarray(values, "<i4").tobytes()


def _vector(values: NDArray[np.float64]) -> bytes:
    return _token("FV") + _int(len(values)) + np.ascontiguousarray(values, "<f4").tobytes()


def _matrix(values: NDArray[np.float64]) -> bytes:
    rows, columns = values.shape
    data = np.ascontiguousarray(values, "<f4").tobytes()
    return _token("FM") + _int(rows) + _int(columns) + data

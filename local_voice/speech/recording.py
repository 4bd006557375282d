"""Reading the sound files that the voices of Windows (wav) and macOS (AIFF) write."""

import struct
import wave
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

AIFF_ORDERS = {b"NONE": ">i2", b"twos": ">i2", b"sowt": "<i2"}


def read_recording(data: bytes) -> tuple[NDArray[np.int16], int]:
    """The mono samples of a 16-bit file, and their rate in Hz; raises ValueError for any other."""
    if data[:4] == b"FORM" and data[8:12] in (b"AIFF", b"AIFC"):
        return _aiff(data)
    try:
        with wave.open(BytesIO(data)) as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"neither wav nor AIFF ({error})") from error
    if width != 2:
        raise ValueError(f"{8 * width} bits a sample, not 16")
    return _mono(np.frombuffer(frames, "<i2"), channels), rate


def _aiff(data: bytes) -> tuple[NDArray[np.int16], int]:
    chunks = dict(_chunks(data))
    common, sound = chunks.get(b"COMM", b""), chunks.get(b"SSND", b"")
    if len(common) < 18 or len(sound) < 8:
        raise ValueError("an AIFF file cut short")
    channels, _, bits = struct.unpack(">hIh", common[:8])
    compression = common[18:22] if data[8:12] == b"AIFC" else b"NONE"
    if bits != 16 or channels < 1 or compression not in AIFF_ORDERS:
        raise ValueError(f"an AIFF file of {bits} bits a sample, kind {compression!r}")
    # The rate is an 80-bit float: sign and exponent in 16 bits, then 64 bits of mantissa.
    exponent, mantissa = struct.unpack(">HQ", common[8:18])
    rate = round(mantissa * 2.0 ** (exponent - 16383 - 63))
    start = 8 + struct.unpack(">I", sound[:4])[0]
    body = sound[start : len(sound) - (len(sound) - start) % (2 * channels)]
    return _mono(np.frombuffer(body, AIFF_ORDERS[compression]), channels), rate


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        size = struct.unpack(">I", data[at + 4 : at + 8])[0]
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2  # chunks begin at even places


def _mono(samples: NDArray[np.int16], channels: int) -> NDArray[np.int16]:
    whole = samples[: len(samples) // channels * channels].reshape(-1, channels)
    return whole.mean(axis=1).astype(np.int16) if channels > 1 else whole[:, 0].astype(np.int16)

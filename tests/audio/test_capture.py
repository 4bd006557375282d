"""Whatever the device delivers is read in whole blocks, the newest ones, until the end."""

from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_voice.audio.capture import CaptureQueue
from local_voice.audio.meter import QUIETEST
from local_voice.audio.sound import BLOCK_BYTES, BLOCK_SAMPLES, MIC_RATE, SILENT_BLOCK
from tests.audio.signals import tone


def numbered(block: int) -> bytes:
    return np.full(BLOCK_SAMPLES, block, np.int16).tobytes()


def all_of(queue: CaptureQueue) -> list[bytes]:
    return list(iter(lambda: queue.read(0) or b"", b""))


@given(st.lists(st.integers(0, 2000), max_size=30))
def test_blocks_are_whole_and_in_order_whatever_the_device_delivers(sizes: list[int]) -> None:
    sound = np.arange(30_000, dtype=np.int16).tobytes()
    queue, at = CaptureQueue(longest=60), 0
    for size in sizes:
        queue.feed(sound[at : at + size])
        at += size
    blocks = all_of(queue)
    assert {len(block) for block in blocks} <= {BLOCK_BYTES}
    fed = min(at, len(sound))
    assert b"".join(blocks) == sound[: fed // BLOCK_BYTES * BLOCK_BYTES]


def test_the_oldest_give_way_where_nobody_reads() -> None:
    queue = CaptureQueue()
    for block in range(500):
        queue.feed(numbered(block))
    blocks = all_of(queue)
    assert queue.dropped == 100
    assert blocks == [numbered(block) for block in range(100, 500)]


def test_nothing_comes_from_a_silent_device() -> None:
    queue = CaptureQueue()
    assert queue.read(0) is None
    assert queue.read(0.01) is None
    queue.feed(b"\0" * 639)
    assert queue.read(0) is None
    queue.feed(b"\0")
    assert queue.read(0) == SILENT_BLOCK


def test_what_was_heard_before_the_end_is_still_read() -> None:
    queue = CaptureQueue()
    queue.feed(numbered(7))
    queue.close()
    queue.close()
    queue.feed(numbered(8))
    assert [queue.read(1), queue.read(1), queue.read(1)] == [numbered(7), b"", b""]


@pytest.mark.parametrize("change", ["a block", "the end"])
def test_a_reader_that_waits_is_woken(change: str) -> None:
    queue = CaptureQueue()
    got: list[bytes | None] = []
    reader = Thread(target=lambda: got.append(queue.read(30)))
    reader.start()
    if change == "a block":
        queue.feed(SILENT_BLOCK)
    else:
        queue.close()
    reader.join(10)
    assert got == [SILENT_BLOCK if change == "a block" else b""]


def test_the_level_follows_the_sound() -> None:
    queue = CaptureQueue()
    assert (queue.level.peak, queue.level.rms) == (QUIETEST, QUIETEST)
    queue.feed(tone(0.2, pitch=400, loudness=0.5, rate=MIC_RATE).tobytes())
    assert queue.level.peak == pytest.approx(-6.0, abs=0.1)
    assert queue.level.rms == pytest.approx(-9.0, abs=0.1)
    queue.feed(SILENT_BLOCK * 5)
    assert queue.level.peak == QUIETEST

"""Where an utterance begins and where it ends, in a stream of 20 ms blocks."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from local_voice.audio.sound import BLOCK_SECONDS

Kind = Literal["silence", "began", "speaking", "ended"]

# So much voice in so long a window is speech; a click, a knock or a cough's edge is less.
ONSET_VOICED = 5
ONSET_WINDOW = 8
PRE_ROLL = 15  # blocks (0.3 s) given before the window: a first "s" or "f" is no voice yet
GOING_ON = 2  # voiced blocks in a row that keep an utterance open; one alone is a click
END_AFTER = 0.5  # seconds without a voice: people pause for 0.3 s between words
LIMIT = 20.0  # seconds: music or a lively room is no question


@dataclass(frozen=True, slots=True)
class Activity:
    """What one more block meant."""

    kind: Kind
    blocks: tuple[bytes, ...] = ()
    """What belongs to the utterance and was not given before: at "began" with the 0.3 s before
    it, at "speaking" the block itself, else nothing."""
    forced: bool = False
    """At "ended": the limit ended it, not silence."""


SILENCE = Activity("silence")
ENDED = Activity("ended")
FORCED = Activity("ended", forced=True)


class Endpointer:
    """Tells silence, beginning, speaking and end apart; knows no clock but the blocks."""

    def __init__(self, is_voiced: Callable[[bytes], bool]) -> None:
        self._is_voiced = is_voiced
        self._before: deque[bytes] = deque(maxlen=PRE_ROLL + ONSET_WINDOW)
        self._window: deque[bool] = deque(maxlen=ONSET_WINDOW)
        self._open_for = 0  # blocks of the utterance under way; 0 while there is none
        self._in_a_row = 0
        self._quiet_for = 0
        self._awaits_quiet = False

    @property
    def quiet_for(self) -> float:
        """Seconds since the last voice; what a closed vocabulary may decide upon."""
        return self._quiet_for * BLOCK_SECONDS

    def hear(self, block: bytes, end_after: float = END_AFTER) -> Activity:
        """What the next block means. ``end_after`` seconds without a voice end an utterance:
        fewer where what was understood so far is already a whole command."""
        voiced = self._is_voiced(block)
        self._in_a_row = self._in_a_row + 1 if voiced else 0
        self._quiet_for += 1
        if self._open_for:
            return self._go_on(block, round(end_after / BLOCK_SECONDS))
        return self._wait(block, voiced)

    def reset(self) -> None:
        """Forget the utterance under way and what came before it; the room stays known."""
        self._before.clear()
        self._window.clear()
        self._open_for = self._in_a_row = self._quiet_for = 0

    def _wait(self, block: bytes, voiced: bool) -> Activity:
        if voiced:
            self._quiet_for = 0
        # After a forced end the same noise must not open the next utterance.
        if self._awaits_quiet and self._quiet_for * BLOCK_SECONDS < END_AFTER:
            return SILENCE
        self._awaits_quiet = False
        self._before.append(block)
        self._window.append(voiced)
        if sum(self._window) < ONSET_VOICED:
            return SILENCE
        began = Activity("began", tuple(self._before))
        self._open_for = len(self._before)
        self._before.clear()
        self._window.clear()
        return began

    def _go_on(self, block: bytes, end_after: int) -> Activity:
        self._open_for += 1
        if self._in_a_row >= GOING_ON:
            self._quiet_for = 0
        if self._quiet_for >= end_after:
            self.reset()
            return ENDED
        if self._open_for * BLOCK_SECONDS >= LIMIT:
            self.reset()
            self._awaits_quiet = True
            return FORCED
        return Activity("speaking", (block,))

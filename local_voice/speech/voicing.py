"""A whole reply as one sound, with the time of each of its words for captions."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from local_voice.audio.sound import OUT_RATE, Sound, seconds, silence
from local_voice.audio.tones import sign, tone
from local_voice.speech.synthesizer import Spoken, SpokenWord, Synthesizer, Voice
from skill.core.reply import Beat, Earcon, Part, Pause, Say

SENTENCE_GAP = 0.25  # seconds between two parts of speech, as between sentences
MOST_TEXTS = 64
MOST_SECONDS = 120.0  # of kept sound: 12 MB


@dataclass(frozen=True, slots=True)
class Rendered:
    """A reply ready to be played: its words as in ``Reply.text``, with their moments.

    ``is_whole`` is False where the synthesizer was cancelled in the middle.
    """

    text: str
    sound: Sound
    words: tuple[SpokenWord, ...]
    is_whole: bool = True


class Voicing:
    """Turns the parts of replies into sound, keeping what was spoken lately: phrases come again.

    Threads may share it. A sentence asked for by two at once may be made twice.
    """

    def __init__(self, synthesizer: Synthesizer) -> None:
        self._synthesizer = synthesizer
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, Voice], Spoken] = OrderedDict()
        self._kept_seconds = 0.0

    def render(self, parts: Sequence[Part], voice: Voice) -> Rendered:
        """The parts one after the other; raises SpeechError as the synthesizer does."""
        sounds = [silence(0)]
        words: list[SpokenWord] = []
        texts: list[str] = []
        samples, is_whole = 0, True
        for before, part in zip((None, *parts), parts, strict=False):
            if isinstance(part, Say):
                if isinstance(before, Say):
                    sounds.append(silence(SENTENCE_GAP))
                    samples += len(sounds[-1])
                spoken = self.speak(part.text, voice)
                before_it = sum(len(text) + 1 for text in texts)
                words += _moved(spoken.words, before_it, samples / OUT_RATE)
                texts.append(part.text)
                is_whole = is_whole and spoken.is_whole
                sounds.append(spoken.sound)
            else:
                sounds.append(_wordless(part))
            samples += len(sounds[-1])
        return Rendered(" ".join(texts), np.concatenate(sounds), tuple(words), is_whole)

    def speak(self, text: str, voice: Voice) -> Spoken:
        """One text, from what was kept if it is there."""
        key = (text, voice)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        spoken = self._synthesizer.speak(text, voice)
        if spoken.is_whole:
            self._keep(key, spoken)
        return spoken

    def ahead(self, texts: Iterable[str], voice: Voice) -> None:
        """Make these now, so that ``render`` need not wait for them later."""
        for text in texts:
            self.speak(text, voice)

    def cancel(self) -> None:
        """Make a ``render`` under way in another thread return early."""
        self._synthesizer.cancel()

    def _keep(self, key: tuple[str, Voice], spoken: Spoken) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = spoken
            self._kept_seconds += seconds(spoken.sound)
            while len(self._kept) > MOST_TEXTS or self._kept_seconds > MOST_SECONDS:
                _, oldest = self._kept.popitem(last=False)
                self._kept_seconds -= seconds(oldest.sound)


def _wordless(part: Pause | Beat | Earcon) -> Sound:
    if isinstance(part, Pause):
        return silence(part.seconds)
    return tone(part.kind, part.seconds) if isinstance(part, Beat) else sign(part.kind)


def _moved(words: Iterable[SpokenWord], characters: int, later: float) -> Iterable[SpokenWord]:
    return (SpokenWord(word.offset + characters, word.length, word.at + later) for word in words)

"""How right what was heard is: words, intents and slots."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from local_voice.audio.sound import BLOCK_BYTES
from local_voice.hearing.recognizer import Recognizer, State
from tests.speech.corpus import Utterance, meant, urgency
from tests.speech.tally import Tally
from tests.speech.voices import Pcm


@dataclass(frozen=True, slots=True)
class Score(Tally):
    """Counts of one voice in one room, or of several together.

    ``words`` are those of utterances to be heard; ``wrong`` substitutions, deletions and
    insertions among them. ``false_fires`` are of ``quiet`` utterances, of which nothing may come.
    """

    utterances: int = 0
    words: int = 0
    wrong: int = 0
    intents: int = 0
    slots: int = 0
    right_slots: int = 0
    urgent: int = 0
    raised: int = 0
    quiet: int = 0
    false_fires: int = 0

    @property
    def word_error_rate(self) -> float:
        """Wrong words by words said."""
        return self.wrong / max(1, self.words)

    @property
    def intent_accuracy(self) -> float:
        """Utterances that came to the right intent."""
        return self.intents / max(1, self.utterances)

    @property
    def slot_accuracy(self) -> float:
        """Slots filled with the right value, of all that should be."""
        return self.right_slots / max(1, self.slots)


def hear(recognizer: Recognizer, state: State, pcm: Pcm) -> str:
    """What is heard of one utterance.

    A closed vocabulary may be acted upon before the utterance is over, so there the first words
    count, whatever comes later.
    """
    recognizer.listen_for(state)
    sound = pcm.astype("<i2").tobytes()
    sound += bytes(-len(sound) % BLOCK_BYTES)
    for start in range(0, len(sound), BLOCK_BYTES):
        heard = recognizer.feed(sound[start : start + BLOCK_BYTES])
        if heard.words and state in ("routine", "interrupt"):
            recognizer.reset()
            return heard.text
    return recognizer.finish().text


def score(utterance: Utterance, text: str) -> Score:
    """What was heard of an utterance beside what should be."""
    if utterance.intent == "":
        return Score(quiet=1, false_fires=bool(text))
    heard = meant(text, utterance.state).intent if text else None
    slots = heard.slots if heard else {}
    words = utterance.say.split()
    raised = utterance.urgency is not None and urgency(text) == utterance.urgency
    return Score(
        utterances=1,
        words=len(words),
        wrong=edits(words, text.split()),
        intents=raised or (heard is not None and heard.name == utterance.intent),
        slots=len(utterance.slots),
        right_slots=sum(slots.get(name) == value for name, value in utterance.slots.items()),
        urgent=utterance.urgency is not None,
        raised=raised,
    )


def total(scores: Iterable[Score]) -> Score:
    """All counts together."""
    return sum(scores, Score())


def edits(wanted: Sequence[str], got: Sequence[str]) -> int:
    """The fewest words to put in, leave out or exchange to make one of the other."""
    row = list(range(len(got) + 1))
    for place, word in enumerate(wanted, 1):
        above, row = row, [place]
        for column, other in enumerate(got, 1):
            change = above[column - 1] + (word != other)
            row.append(min(above[column] + 1, row[-1] + 1, change))
    return row[-1]

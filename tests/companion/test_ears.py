"""Where utterances end that nobody may hear out."""

from local_voice.audio.endpointing import Endpointer
from local_voice.audio.sound import SILENT_BLOCK
from local_voice.companion.ears import Ears
from local_voice.companion.model import Began, Partly, Said
from tests.companion.told import ToldRecognizer


def test_an_utterance_that_is_ignored_in_the_middle_is_over() -> None:
    recognizer = ToldRecognizer()
    recognizer.partly = "stop"
    ears = Ears(recognizer, Endpointer(lambda block: True))
    heard = [event for _ in range(10) for event in ears.hear(SILENT_BLOCK)]
    assert heard == [Began(), Partly("stop")]
    (over,) = ears.ignore(SILENT_BLOCK)
    assert isinstance(over, Said)
    assert over.text == ""
    assert ears.ignore(SILENT_BLOCK) == ()

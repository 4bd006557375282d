"""What the mouth says again, and how far it has come."""

from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import OUT_RATE
from local_voice.companion.mouth import Mouth
from local_voice.speech.synthesizer import Voice
from local_voice.speech.voicing import Voicing
from skill.core.reply import Say
from tests.companion.told import SYNTHESIZER

ANSWER = "Call an ambulance now."


def test_a_preface_is_heard_and_is_none_of_the_answer() -> None:
    speaker = Mixer()
    mouth = Mouth(speaker, Voicing(SYNTHESIZER), Voice())
    mouth.say((Say(ANSWER),))
    mouth.again("This is as loud as I go.")
    speaker.pull(OUT_RATE)
    assert mouth.is_speaking
    assert mouth.said == ""
    speaker.pull(6 * OUT_RATE)
    assert not mouth.is_speaking
    assert mouth.said == ANSWER
    mouth.again()
    speaker.pull(6 * OUT_RATE)
    assert mouth.said == ANSWER

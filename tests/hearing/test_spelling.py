"""Words a model does not know, spelled in its own and read back."""

from local_voice.hearing.recognizer import Word
from local_voice.hearing.spelling import Speller, load_sound_alikes
from local_voice.hearing.vocabulary import vocabularies

KNOWN = frozenset(
    ("what", "is", "a", "fast", "circulation", "vesicular", "nation", "bee", "twelve", "b", "my")
)
SOUND_ALIKES = {
    "fasciculation": ["fast circulation", "vesicular nation", "facet nation"],
    "b twelve": ["bee twelve"],
    "eyelid": ["eye lid"],
    "zygote": ["my goat"],
}


def speller(known: frozenset[str] = KNOWN) -> Speller:
    return Speller(SOUND_ALIKES, known.__contains__)


def words(text: str) -> list[Word]:
    return [Word(t, place, place + 1.0, 0.5) for place, t in enumerate(text.split())]


def test_known_words_are_spelled_as_they_are() -> None:
    assert speller().spell("what is a circulation") == ("what is a circulation",)


def test_an_unknown_word_is_spelled_in_every_way_that_is_known() -> None:
    assert speller().spell("what is a fasciculation") == (
        "what is a fast circulation",
        "what is a vesicular nation",
    )


def test_a_phrase_without_a_way_is_left_out_and_its_words_told_once() -> None:
    phrases = ["my zygote", "a zygote", "my fasciculation", "what what"]
    assert speller().spell("my zygote") == ()
    assert speller().unknown(phrases) == ("zygote",)


def test_a_group_of_words_is_spelled_where_one_of_them_is_unknown() -> None:
    assert speller().spell("my b twelve") == ("my b twelve",)
    assert speller(KNOWN - {"b"}).spell("my b twelve") == ("my bee twelve",)


def test_what_was_heard_is_read_back_with_its_times() -> None:
    read = speller().read(words("my fast circulation is"))
    assert [word.text for word in read] == ["my", "fasciculation", "is"]
    assert read[1] == Word("fasciculation", 1.0, 3.0, 0.5)
    assert read[2].start == 3.0


def test_a_group_of_words_shares_the_time() -> None:
    read = speller(KNOWN - {"b"}).read(words("bee twelve"))
    assert read == (Word("b", 0.0, 1.0, 0.5), Word("twelve", 1.0, 2.0, 0.5))


def test_a_word_the_model_knows_is_never_read_into_others() -> None:
    known = KNOWN | {"fasciculation"}
    read = speller(known).read(words("fast circulation"))
    assert [word.text for word in read] == ["fast", "circulation"]


def test_the_sound_alikes_are_of_words_said_here() -> None:
    made = vocabularies("en-US")
    said = {w for v in made.values() for phrase in v.phrases for w in phrase.split()}
    for written, heard in load_sound_alikes("en-US").items():
        assert said.issuperset(written.split()), f"nobody says {written} here"
        for sound_alike in heard:
            assert sound_alike.replace("'", "").replace(" ", "").isalpha()
            assert sound_alike == sound_alike.lower() != written

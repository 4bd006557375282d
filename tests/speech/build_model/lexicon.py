"""How each word is said: by CMUdict, by espeak-ng alone, and by espeak-ng in running speech."""

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.speech.build_model.corpus import DATA, read_lines
from tests.speech.build_model.phones import SIL
from tests.speech.build_model.speak import Espeak

Pronunciation = tuple[str, ...]
Lexicon = Mapping[str, Sequence[Pronunciation]]

ACCENTS = ("gmw/en-US", "gmw/en")
QUICK = 400  # words a minute: only the phones matter
SPOKEN_FORMS = "spoken_forms.txt"
_LEAST, _LEAST_SHARE, _MOST = 4, 0.1, 5


def lexicon(words: Sequence[str], espeak: Espeak) -> Lexicon:
    """The words' pronunciations, the first ones from CMUdict (the copy inside PocketSphinx).

    A word that CMUdict does not know and that sounds like one it knows is a misspelling, listed
    by the interaction model for what recognizers make of it ("jurking"), and is left out.
    """
    listed, heard = _cmudict(frozenset(words)), spoken_forms()
    sounds = {phones for forms in listed.values() for phones in forms}
    found = {}
    for word in words:
        alone = [_alone(word, voice, espeak) for voice in ACCENTS]
        if word not in listed and not sounds.isdisjoint(alone):
            continue
        forms = dict.fromkeys([*listed.get(word, ()), *alone, *heard.get(word, ())])
        forms.pop((), None)
        found[word] = tuple(forms)
    return found


def _alone(word: str, voice: str, espeak: Espeak) -> Pronunciation:
    segments = espeak.say(word, voice, QUICK).segments
    return tuple(phone for phone, _, _ in segments if phone != SIL)


def spoken_forms() -> dict[str, list[Pronunciation]]:
    """Pronunciations in running speech, as the last full build heard them."""
    found = {}
    for line in read_lines(SPOKEN_FORMS)[1:]:
        word, *forms = line.split("\t")
        found[word] = [tuple(form.split()[1:]) for form in forms]
    return found


def write_spoken_forms(seen: Mapping[str, Counter[Pronunciation]]) -> None:
    """Keep the pronunciations heard often while the training speech was made."""
    lines = ["# How espeak-ng said a word in running speech (4 times, 1 in 10): count and phones."]
    for word, counts in sorted(seen.items()):
        forms = [
            f"{count} {' '.join(phones)}"
            for phones, count in counts.most_common(_MOST)
            if phones and count >= max(_LEAST, _LEAST_SHARE * counts.total())
        ]
        if forms:
            lines.append("\t".join([word, *forms]))
    (DATA / SPOKEN_FORMS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cmudict(words: frozenset[str]) -> dict[str, list[Pronunciation]]:
    spec = find_spec("pocketsphinx")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    path = Path(spec.submodule_search_locations[0]) / "model/en-us/cmudict-en-us.dict"
    found: dict[str, list[Pronunciation]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *phones = line.split()
        word = name.split("(")[0]
        if word in words:
            found.setdefault(word, []).append(tuple(phones))
    return found

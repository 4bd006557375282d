"""How words are pronounced, asked of espeak: run by hand when the vocabulary gains words.

    python -m local_voice.hearing.pronounce en-US >> local_voice/words/pronunciations.en-US.dict

prints a line for each word that neither the recognizer's dictionary nor ours has yet; read them
over, as espeak spells what it does not know.
"""

import ctypes
import re
import sys
from collections.abc import Iterator
from typing import Any

from local_voice.hearing.pronunciations import known_words
from local_voice.hearing.vocabulary import all_words, vocabularies

SYNCHRONOUS = 2
DONT_EXIT = 0x8000
UTF8 = 1
IPA_WITH_SEPARATORS = ord("_") << 8 | 0x02

# espeak's American English sounds in the recognizer's; longest first where one begins another.
SOUNDS = {
    "aɪɚ": "AY ER", "aɪə": "AY AH", "iːə": "IY AH", "oːɹ": "AO R", "ɔːɹ": "AO R", "ɑːɹ": "AA R",
    "ɛɹ": "EH R", "ɪɹ": "IH R", "ʊɹ": "UH R", "aɪ": "AY", "aʊ": "AW", "eɪ": "EY", "oʊ": "OW",
    "əʊ": "OW", "ɔɪ": "OY", "ɑː": "AA", "iː": "IY", "uː": "UW", "ɔː": "AO", "oː": "AO",
    "ɜː": "ER", "əl": "AH L", "n̩": "AH N", "tʃ": "CH", "dʒ": "JH", "ɚ": "ER", "ɐ": "AH",
    "ə": "AH", "ʌ": "AH", "æ": "AE", "a": "AA", "ɑ": "AA", "ɒ": "AA", "ɔ": "AO", "e": "EH",
    "ɛ": "EH", "ɪ": "IH", "i": "IY", "ᵻ": "IH", "o": "OW", "ʊ": "UH", "u": "UW", "b": "B",
    "d": "D", "ð": "DH", "f": "F", "ɡ": "G", "h": "HH", "j": "Y", "k": "K", "l": "L", "m": "M",
    "n": "N", "ŋ": "NG", "p": "P", "ɹ": "R", "r": "R", "s": "S", "ʃ": "SH", "t": "T", "ɾ": "T",
    "θ": "TH", "v": "V", "w": "W", "x": "K", "z": "Z", "ʒ": "ZH", "ɬ": "L", "ʔ": "T",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(map(re.escape, SOUNDS), key=len, reverse=True)))


def arpabet(ipa: str) -> str:
    """The recognizer's sounds for espeak's; stress and length marks are dropped."""
    return " ".join(SOUNDS[sound] for sound in _SOUND.findall(re.sub("[ˈˌ_]", "", ipa)))


def phonemes(library: Any, word: str) -> str:
    """What espeak says for a word, in IPA."""
    text = ctypes.c_char_p(word.encode())
    return str(library.espeak_TextToPhonemes(ctypes.byref(text), UTF8, IPA_WITH_SEPARATORS), "utf8")


def missing(locale: str) -> Iterator[str]:
    """A dictionary line for each word of the locale that has no pronunciation yet."""
    library = _espeak()
    words = set(all_words(vocabularies(locale)))
    for word in sorted(words - known_words(words)):
        yield f"{word} {arpabet(phonemes(library, word))}"


def _espeak() -> Any:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    data = espeakng_loader.get_data_path().encode()
    library.espeak_Initialize(SYNCHRONOUS, 0, data, DONT_EXIT)
    library.espeak_SetVoiceByName(b"gmw/en-US")
    return library


if __name__ == "__main__":
    for line in missing(sys.argv[1]):
        print(line)

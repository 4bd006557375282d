"""The model's phones, and how espeak-ng's and flite's names for them map to these."""

PHONES = (
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH",
    "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH",
    "UH", "UW", "V", "W", "Y", "Z", "ZH",
)  # fmt: skip
SIL = "SIL"

# espeak-ng's phonemes, stress marks removed: ARPAbet with an r and, after a slash, without one.
_ESPEAK = """
@ AH|@2 AH|@5 AH|@# AH|a# AH|V AH|VR AH|3 ER/AH|3: ER|@r ER/AH|a AE|aa AE|A AA|A: AA|A@ AA R/AA|
A# AA|0 AA|02 AO/AA|0# AA|O AO|O: AO|O2 AO|O@ AO R/AO|o@ AO R/AO|oO AO|E EH|E2 IH|e EH|
e@ EH R/EH AH|eI EY|I IH|I2 IH|I# IH|I@ IH|i IY|i: IY|i@ IY R/IH AH|i@3 IY R/IH AH|IR IH R|U UH|
U@ UH R/UH AH|u UW|u: UW|UU UW|oU OW|aU AW|aI AY|aI@ AY AH|aI3 AY ER/AY AH|aU@ AW ER/AW AH|OI OY|
@L AH L|@l AH L|n- AH N|m- AH M|l- AH L|r- ER|b B|tS CH|d D|dZ JH|D DH|f F|g G|h HH|k K|l L|l/ L|
l^ L|l# L|m M|n N|N NG|p P|r R|r/ R|s S|S SH|t T|t2 T|t# T|t- T|* T|T TH|v V|w W|w# W|j Y|z Z|
z/ Z|Z ZH|C HH|x K|?|;|_|_:|_!|-|:|l2 L|W W|t' T|k- K|i2 IY|n# N|@- AH|3# ER/AH|aI2 AY|eI2 EY|
U# UH|u2 UW|O3 AO R/AO|O1 AO R/AO|hw W|A2 AA|a2 AE|E# EH|d# D
"""

# flite's names that are not ARPAbet in small letters.
_FLITE = {
    "ax": "AH", "axr": "ER", "ix": "IH", "pau": SIL, "ssil": SIL, "el": "L", "em": "M", "en": "N",
    "dx": "T", "hv": "HH",
}  # fmt: skip


def _espeak_table() -> dict[str, tuple[list[str], list[str]]]:
    table = {}
    for item in _ESPEAK.replace("\n", "").split("|"):
        name, _, spelled = item.partition(" ")
        rhotic, _, other = spelled.partition("/")
        table[name] = (rhotic.split(), (other or rhotic).split())
    return table


_SPLIT = _espeak_table()


def from_espeak(mnemonic: str, *, rhotic: bool) -> list[str]:
    """The phones of an espeak-ng phoneme; none for marks, pauses and unknown ones."""
    with_r, without = _SPLIT.get(mnemonic, ([], []))
    return with_r if rhotic else without


def from_flite(name: str) -> str:
    """The phone, or SIL, of a flite segment."""
    return _FLITE.get(name, name.upper())

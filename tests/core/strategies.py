"""What a person could send: any intent with any slots, known or not, and any words."""

from hypothesis import strategies as st

from interaction_models import load_model
from skill.core.intent import Heard, Intent

MODEL = load_model("en-US")
VALUES = {slot_type.name: tuple(slot_type.values) for slot_type in MODEL.types}
NONSENSE = ("", "no_such_value", "\x00", "🤯", "P99999999Y", "-1", "1e9", "?", "nan")
WORDS = (
    "", "yes", "no", "i don't know", "my hand is weak", "why", "🤯", "\x00", "x" * 2000,
    "my chest hurts", "i can't breathe", "what should i do", "since three weeks", "no weakness",
)  # fmt: skip

_intents = st.sampled_from(MODEL.intents)


@st.composite
def intents(draw: st.DrawFn) -> Intent:
    """An intent of the model with some of its slots filled, now and then with nonsense."""
    spec = draw(_intents)
    name = draw(st.sampled_from((spec.name, spec.name, spec.name, spec.name, "NoSuchIntent")))
    slots = {}
    for slot, slot_type in spec.slots.items():
        if draw(st.booleans()):
            known = VALUES.get(slot_type, ("P3W", "5", "my leg jumps"))
            slots[slot] = draw(st.sampled_from(known + NONSENSE))
    return Intent(name, slots)


def turns() -> st.SearchStrategy[Heard]:
    """What one turn can bring."""
    known = intents().filter(lambda intent: intent.name != "NoSuchIntent")
    rivals = st.lists(known, max_size=1).map(tuple)
    return st.builds(Heard, intents(), st.sampled_from(WORDS), rivals)

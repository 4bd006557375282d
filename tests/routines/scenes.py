"""What scenes with the guide are told with."""

from skill.core.reply import Earcon, Say
from skill.core.routines import guide
from skill.core.routines.session import GuideOutput
from skill.core.routines.state import GuideState
from skill.knowledge.routines.load import load_routines

LIBRARY = load_routines()
SAFETY = LIBRARY.phrases.safety[0]


def words(output: GuideOutput) -> str:
    return " ".join(part.text for part in output.speech if isinstance(part, Say))


def earcons(output: GuideOutput) -> list[str]:
    return [part.kind for part in output.speech if isinstance(part, Earcon)]


def begin(id: str, **wishes: object) -> tuple[GuideState, GuideOutput]:
    state, output = guide.start(LIBRARY, id, checked=True, **wishes)  # type: ignore[arg-type]
    assert state is not None
    return state, output


def tell(state: GuideState, name: str, **more: float) -> tuple[GuideState, GuideOutput]:
    after, output = guide.command(LIBRARY, state, name, **more)  # type: ignore[arg-type]
    assert after is not None
    return after, output


def lead_to_end(state: GuideState | None) -> list[GuideOutput]:
    outputs = []
    while state is not None:
        state, output = guide.command(LIBRARY, state, "AMAZON.YesIntent")
        outputs.append(output)
        assert len(outputs) < 50
    return outputs

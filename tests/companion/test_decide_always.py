"""Whatever happens and in whatever order, the loop is never stuck, deaf, low or silent for ever."""

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from local_voice.companion.decide import begin, decide
from local_voice.companion.model import (
    Adjust,
    Answered,
    Ask,
    Began,
    EndSession,
    EndUtterance,
    Event,
    Lead,
    Mode,
    Partly,
    Passed,
    Pressed,
    Said,
    SessionOver,
    Settings,
    Speech,
    SpeechOver,
    StartAfresh,
    Typed,
)
from local_voice.hearing.words import load_words

WORDS = load_words("en-US")
TEXTS = st.sampled_from(
    (
        "", "stop", "wait", "go on", "mhm", "um", "louder", "resume", "muscle calm",
        "muscle calm louder", "muscle calm stop", "stop is it dangerous", "stop chest pain",
        "why is my calf twitching",
    )
)  # fmt: skip
KEYS = st.sampled_from(("space", "q", "s", "n", "escape", "enter"))
ANSWERS = st.sampled_from(
    (
        Answered(), Answered(greets=True), Answered(ends=True), Answered(leads=True, waits=True),
        Answered(waits=True), Answered(waits=True, asks=True),
    )
)  # fmt: skip
NOTHING_FOLLOWS = Answered()


class AnyConversation(RuleBasedStateMachine):
    """The loop's state beside a mouth, a session and a person as simple as can be."""

    @initialize(wakes_by=st.sampled_from(("name", "key", "always")), overhears=st.booleans())
    def begins(self, wakes_by: str, overhears: bool) -> None:
        self.settings = Settings(wakes_by, overhears=overhears)  # type: ignore[arg-type]
        self.now = 0.0
        self.state = begin(self.now, self.settings)
        self.talks = self.low = False
        self.mouth = "silent"
        self.next = self.last = NOTHING_FOLLOWS

    @rule(seconds=st.sampled_from((0.1, 3.0, 40.0)))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        if self.state.until is not None and self.now >= self.state.until:
            self.happens(Passed())

    @precondition(lambda self: not self.talks)
    @rule()
    def someone_begins_to_speak(self) -> None:
        self.talks = True
        self.happens(Began())

    @precondition(lambda self: self.talks)
    @rule(text=TEXTS, suspected=st.sampled_from(("", "stop", "wait")), next=ANSWERS)
    def words_are_heard(self, text: str, suspected: str, next: Answered) -> None:
        self.next = next
        self.happens(Partly(text, suspected))

    @precondition(lambda self: self.talks)
    @rule(text=TEXTS, alarms=st.booleans(), next=ANSWERS)
    def someone_has_spoken(self, text: str, alarms: bool, next: Answered) -> None:
        self.talks, self.next = False, next
        self.happens(Said(text, alarms=alarms))

    @rule(text=TEXTS.filter(bool), next=ANSWERS)
    def a_line_is_typed(self, text: str, next: Answered) -> None:
        self.next = next
        self.happens(Typed(text))

    @rule(key=KEYS, next=ANSWERS)
    def a_key_is_pressed(self, key: str, next: Answered) -> None:
        self.next = next
        self.happens(Pressed(key))

    @precondition(lambda self: self.mouth == "speaking")
    @rule()
    def the_answer_is_spoken(self) -> None:
        self.mouth = "silent"
        self.happens(SpeechOver())

    @precondition(lambda self: self.state.mode is Mode.GUIDING)
    @rule(next=ANSWERS)
    def the_session_is_led_out(self, next: Answered) -> None:
        self.next = next
        self.happens(SessionOver())

    @invariant()
    def it_speaks_exactly_when_it_should(self) -> None:
        state = self.state
        assert state.mode is not Mode.THINKING
        assert (state.mode is Mode.SPEAKING) == (self.mouth == "speaking" or state.suspended)
        assert not state.held or self.mouth == "held"
        assert not state.suspended or (self.mouth == "held" and self.talks)

    @invariant()
    def what_waits_for_the_end_of_an_utterance_has_one_to_wait_for(self) -> None:
        assert self.state.voice_on == self.talks
        assert not self.low or self.talks
        assert not self.state.acted or self.talks

    @invariant()
    def it_sleeps_only_where_it_may_and_a_waiting_session_never_runs_out(self) -> None:
        state = self.state
        if self.settings.wakes_by == "always":
            assert state.mode is not Mode.ASLEEP
            assert state.until is None
        if state.mode is Mode.LISTENING and state.then is not None and state.then.waits:
            assert state.until is None

    @invariant()
    def the_space_bar_always_leads_somewhere(self) -> None:
        _, actions = decide(self.state, Pressed("space"), self.now, self.settings, WORDS)
        assert actions

    @invariant()
    def its_name_always_wakes_it(self) -> None:
        if self.state.mode is Mode.ASLEEP and self.settings.wakes_by == "name" and not self.talks:
            state, _ = decide(self.state, Said("muscle calm"), self.now, self.settings, WORDS)
            assert state.mode is Mode.LISTENING
            assert state.held == self.state.held

    def happens(self, event: Event) -> None:
        self.state, actions = decide(self.state, event, self.now, self.settings, WORDS)
        for action in actions:
            match action:
                case Speech("duck"):
                    self.low = True
                case Speech("unduck"):
                    self.low = False
                case Speech("hold"):
                    self.mouth, self.low = "held", False
                case Speech("go_on"):
                    assert self.mouth == "held", "it would speak twice at once"
                    self.mouth, self.low = "speaking", False
                case Speech("drop"):
                    self.mouth, self.low = "silent", False
                case Ask() | EndSession():
                    self.last = self.next
                    self.answers()
                case Adjust():
                    self.low = False
                    if self.state.mode is Mode.SPEAKING:
                        self.mouth = "speaking"
                    elif self.state.mode is not Mode.GUIDING:
                        self.answers()
                case EndUtterance():
                    assert self.talks
                    self.talks = False
                    self.happens(Said("is it dangerous"))
                case Lead():
                    assert self.mouth == "silent"
                case StartAfresh():
                    self.last = NOTHING_FOLLOWS

    def answers(self) -> None:
        self.mouth, self.low = "speaking", False
        self.happens(self.last)


AnyConversation.TestCase.settings = hypothesis_settings(max_examples=60, stateful_step_count=30)
TestAnyConversation = AnyConversation.TestCase

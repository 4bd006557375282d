"""What the benchmarks say to the assistant: questions, follow-ups, stories, and nonsense."""

QUESTIONS = (
    "why is my eyelid twitching",
    "does coffee make my calf twitch",
    "how do i stop my thumb from jumping",
    "should i worry about a twitch in my cheek",
    "is twitching a sign of a l s",
    "how long does an eye twitch last",
    "what can i eat against twitching",
    "my son blinks all the time",
    "what causes diabetes",
    "qwertz uiop asdf",
    "so um basically my left foot started to flutter after a long run on sunday and now it is "
    "tuesday and i wonder whether that is normal",
    "my right hand has been getting weaker for three months and i keep dropping cups",
)

CONVERSATION = (
    "why is my eyelid twitching",
    "why",
    "tell me more",
    "and how do i stop it",
    "what about my calf",
    "where does that come from",
    "check my symptoms",
    "no",
    "no",
    "about three weeks, only the calf",
    "start box breathing",
    "no",
    "yes",
    "slower",
    "stop",
)

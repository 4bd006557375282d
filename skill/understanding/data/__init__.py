"""What the trainer reads beside the interaction model: a language's tables, and others' talk.

``language.toml`` how English is written and padded out; ``spoken.toml`` ways of talking that an
Alexa sample may not have; ``patterns.toml`` how people put questions, to be written out at random;
``states.toml`` answers to questions, and commands during a routine;
``topic.toml`` what makes an utterance ours; ``background/*.toml`` what is not ours.
"""

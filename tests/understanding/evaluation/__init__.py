"""Evaluation in the open: how well utterances are understood, beside what else could be used.

Every engine, ours and each peer, is given the same samples, the same words as our first stage
leaves them and the same sets, and is measured in a process of its own in the same run.
"""

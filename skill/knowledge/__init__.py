"""What is known, as data: facts, answers, red flags and routines, each with its sources."""

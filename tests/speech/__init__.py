"""Speech as it is really heard: synthetic utterances, what each should come to, and a report."""

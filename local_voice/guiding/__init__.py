"""Guided sessions in real time: tones and words on the audio clock, and a view that breathes."""

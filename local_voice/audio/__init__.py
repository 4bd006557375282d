"""Sound in and out: devices, a mixer that can stop at once, endpointing, wav files."""

"""Sound in and out: devices, a mixer that can stop at once, endpointing, wav files."""

import os

# Sounds are short: several threads of numpy cost ten times what they save. Before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

"""A mouth: synthesizers that turn a sentence into sound and word times."""

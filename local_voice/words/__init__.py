"""The words of the voice loop, a TOML file a locale: what commands, and what never interrupts."""

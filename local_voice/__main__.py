"""Lets ``python -m local_voice`` stand for the installed command."""

from local_voice.command_line import main

if __name__ == "__main__":
    main()

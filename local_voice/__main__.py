"""Where the program begins, as a command and as ``python -m local_voice``."""

INTERRUPTED = 130


def main() -> None:
    """Run the command line; Ctrl-C is no error, however early it comes."""
    try:
        from local_voice.command_line import main as run
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    run()


if __name__ == "__main__":
    main()

"""`python -m nextround` is the same as the command `nextround`."""

from nextround.cli import main

if __name__ == "__main__":
    main()

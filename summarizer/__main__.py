"""`python -m summarizer` is the program `summarizer`."""

from .cli import main

main()

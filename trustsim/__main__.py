"""``python -m trustsim``: the command line."""

from trustsim.cli import main

main()

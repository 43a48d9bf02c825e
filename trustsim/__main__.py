"""``python -m trustsim``: the command line."""

import os
import sys

if sys.path[0] == os.getcwd():  # a signal.py beside the config is not Python's own
    sys.path.append(sys.path.pop(0))

from trustsim.showing.cli import main

main()

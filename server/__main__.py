"""`python -m server` is the command `storyboard`."""

import sys

from server.main import main

if __name__ == "__main__":
    sys.exit(main())

"""`python -m pipeline NAME …`: the console command where no script is installed."""

import sys

from pipeline.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

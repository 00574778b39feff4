"""Run the command line as ``python -m djledger``."""

from djledger.cli import main

if __name__ == "__main__":
    main()

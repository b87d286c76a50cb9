"""Runs a program and says what it took: `python -I watcher.py PROGRAM ARGUMENT …`.

Reads a command line. Gives a line of JSON: seconds, processor seconds, peak memory as the system counts it, status. It
is between the benchmark and the program because the system counts the memory of the process that starts a program
to the program; so it loads nothing of the project.
"""

import json
import os
import subprocess
import sys
import time


def main(arguments: list[str]) -> None:
    """Run the program, its output thrown away, and print the line."""
    begun = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss, process.returncode]))


if __name__ == "__main__":
    main(sys.argv[1:])

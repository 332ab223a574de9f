"""How a worker talks: one tool in one process, so that memory and crashes are its own.

The worker loads its texts and its tool, does one pass to warm up, and says that it is ready. Then it
answers each line on standard input with one line of JSON: `run` does passes for a tenth of a second and tells
the seconds that one took, `answer` tells what came out of the last and the peak memory of the process.

Seconds are those of the processor, of all threads together: other work on the machine does not count.
"""

import json
import sys
import time
from pathlib import Path
from typing import Callable

# In seconds; the clock is too coarse for a single pass over a few articles.
SHORTEST_RUN = 0.1


def peak_kilobytes() -> int:
    """The most memory that this process ever had resident."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def serve(work: Callable[[], list], version: str) -> None:
    """Answers requests until standard input ends; `work` is a pass over all texts."""
    say({"version": version, "loaded": peak_kilobytes()})
    answers = work()
    say({"ready": True})
    for request in sys.stdin:
        if request.strip() == "run":
            passes, start = 0, time.process_time()
            while time.process_time() - start < SHORTEST_RUN:
                answers = work()
                passes += 1
            say({"seconds": (time.process_time() - start) / passes})
        else:
            say({"answers": answers, "peak": peak_kilobytes()})


def say(message: dict) -> None:
    print(json.dumps(message), flush=True)

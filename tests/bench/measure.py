#!/usr/bin/env python3
"""What does a whole process cost? CPU seconds (user + system), wall seconds and peak memory, as medians over alternating runs.

    measure.py [--runs N] [--max-ratio R] [--max-mb M] NAME=COMMAND …

Commands run in turn (a b a b …), so that a busy machine burdens all alike. With two or more, the last is set against the first:
the exit code is 1 if its CPU time exceeds R times the first's, or its peak memory M megabytes.
"""
import argparse
import os
import shlex
import statistics
import sys
import time


def run(command):
    """-> (CPU seconds, wall seconds, peak resident megabytes) of one process, its output thrown away"""
    start, words, null = time.monotonic(), shlex.split(command), os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    os.close(null)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command}: exit code {os.waitstatus_to_exitcode(status)}")
    unit = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss: bytes on macOS, kilobytes elsewhere
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / unit


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--max-ratio", type=float)
    parser.add_argument("--max-mb", type=float)
    parser.add_argument("commands", nargs="+", metavar="NAME=COMMAND")
    args = parser.parse_args()
    commands = dict(pair.split("=", 1) for pair in args.commands)
    samples = {name: [] for name in commands}
    for command in commands.values():  # warms the page cache; not counted
        run(command)
    for _ in range(args.runs):
        for name, command in commands.items():
            samples[name].append(run(command))
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in samples.items()}
    print(f"{'':20} {'CPU s':>8} {'wall s':>8} {'peak MB':>8} {'× first':>8}   medians of {args.runs}")
    first = next(iter(medians.values()))[0]
    for name, (cpu, wall, peak) in medians.items():
        print(f"{name:20} {cpu:8.3f} {wall:8.3f} {peak:8.1f} {cpu / first if first else 0:8.2f}")
    cpu, _, peak = list(medians.values())[-1]
    over = [f"CPU time is over {args.max_ratio} × the floor's"] if args.max_ratio and cpu > args.max_ratio * first else []
    over += [f"memory is over {args.max_mb} MB"] if args.max_mb and peak > args.max_mb else []
    sys.exit("; ".join(over) or 0)


if __name__ == "__main__":
    main()

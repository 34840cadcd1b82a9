#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Add up the cases of Meson's test logs: `N passed, N failed`.

usage: count-results.py BUILDDIR…
"""
import json
import pathlib
import re
import sys

CASE = re.compile(r"^(not )?ok\b[^#\n]*(#\s*SKIP)?", re.IGNORECASE | re.MULTILINE)
BROKEN = {"FAIL", "ERROR", "TIMEOUT", "INTERRUPT"}


def count(program):
    """Returns how many cases of one test program passed, failed, were skipped."""
    passed = failed = skipped = 0
    for negated, skip in CASE.findall(program.get("stdout") or ""):
        if skip:
            skipped += 1
        elif negated:
            failed += 1
        else:
            passed += 1
    if program["result"] in BROKEN and failed == 0:
        failed = 1  # it crashed or hung between two cases
    if passed + failed + skipped == 0:  # not TAP: the exit status says it all
        passed = int(program["result"] == "OK")
        skipped = int(program["result"] == "SKIP")
    return passed, failed, skipped


def main(directories):
    totals = [0, 0, 0]
    for directory in directories:
        log = pathlib.Path(directory) / "meson-logs" / "testlog.json"
        for line in log.read_text().splitlines():
            for index, number in enumerate(count(json.loads(line))):
                totals[index] += number
    passed, failed, skipped = totals
    print(f"{passed} passed, {failed} failed" + f", {skipped} skipped" * (skipped > 0))
    return 1 if failed or not passed else 0


sys.exit(main(sys.argv[1:]))

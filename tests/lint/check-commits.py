#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when the subject of a recent commit is not `area: what it does now`.

usage: check-commits.py
"""
import re
import subprocess
import sys

SUBJECT = re.compile(r"^[a-z][a-z0-9./ +,-]*: \S.{0,}$")
MAX = 72


def main():
    git = ["git", "log", "--no-merges", "-n", "50", "--format=%h %s"]
    run = subprocess.run(git, text=True, capture_output=True, check=False)
    if run.returncode != 0:  # a release tarball has no history
        return 0
    status = 0
    for line in run.stdout.splitlines():
        commit, _, subject = line.partition(" ")
        if not SUBJECT.match(subject) or len(subject) > MAX:
            print(f"{commit}: “{subject}” is not `area: summary` within {MAX} columns")
            status = 1
    return status


sys.exit(main())

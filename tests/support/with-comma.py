#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: with-comma.py TESTS LOCALES PRELOAD FOLDER...
#
# Runs the test programs of some folders in a locale that writes 1.5 as “1,5”:
# files, protocols and messages are the same in every locale. The tests compare
# with texts, so a number in the wrong form fails one.

import os
import pathlib
import subprocess
import sys

# It compares with what GLib writes, which is in the language of the locale.
SKIPPED = {"test-json-convert": "/json/convert/dates-like-glib"}


def main():
    tests, locales, preload = (pathlib.Path(name) for name in sys.argv[1:4])
    if not (locales / "de_DE.UTF-8" / "LC_NUMERIC").is_file():
        print("1..0 # SKIP no locale with a comma")
        return
    programs = [path for folder in sys.argv[4:] for path in sorted((tests / folder).glob("test-*"))
                if path.is_file() and os.access(path, os.X_OK)]
    environment = {**os.environ, "LC_ALL": "de_DE.UTF-8", "LOCPATH": str(locales),
                   "LANGUAGE": "en", "LD_PRELOAD": str(preload)}
    print(f"1..{len(programs)}")
    for number, program in enumerate(programs, 1):
        skip = ["-s", SKIPPED[program.name]] if program.name in SKIPPED else []
        done = subprocess.run([program, *skip], env=environment, capture_output=True, text=True,
                              errors="replace", check=False)
        print(f"{'ok' if done.returncode == 0 else 'not ok'} {number} {program.name}")
        if done.returncode != 0:
            print("\n".join(f"# {line}" for line in done.stdout.splitlines()
                            if not line.startswith("ok")))


main()

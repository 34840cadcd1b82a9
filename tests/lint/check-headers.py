#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a header does not compile alone.

usage: check-headers.py SRCDIR BUILDDIR
"""
import concurrent.futures
import pathlib
import subprocess
import sys

PACKAGES = ["gio-unix-2.0", "libsoup-3.0", "json-glib-1.0", "nettle", "gnutls", "libadwaita-1", "libsecret-1"]


def compiles(header, root, build, flags):
    source = f'#include "config.h"\n#include "{header.relative_to(root)}"\n'
    command = ["cc", "-std=gnu17", "-Wall", "-Werror", "-fsyntax-only", "-x", "c", "-"]
    command += [f"-I{root}", f"-I{build}", *flags]
    run = subprocess.run(command, input=source, text=True, capture_output=True, check=False)
    return run.returncode == 0, f"{header}: does not compile alone\n{run.stderr}"


def main(root, build):
    flags = subprocess.check_output(["pkg-config", "--cflags", *PACKAGES], text=True).split()
    headers = sorted(root.rglob("*.h"))
    with concurrent.futures.ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda h: compiles(h, root, build, flags), headers))
    bad = [text for fine, text in results if not fine]
    print("\n".join(bad), end="\n" if bad else "")
    return 1 if bad else 0


sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))

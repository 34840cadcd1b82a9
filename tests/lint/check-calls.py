#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail on calls that have a better form here.

A line may excuse itself: `/* lint: allow CALL: why */`, on it or just above.

usage: check-calls.py SRCDIR
"""
import pathlib
import re
import sys

# call: (why not, folders or files where it is fine)
BLOCKED = {
    r"g_signal_connect \(": ("use g_signal_connect_object", ()),
    r"g_object_set_data": ("give the owner a field", ()),
    r"json_(parser|to_string|from_string|generator)\w* ?\(": (
        "only behind the guard",
        ("json/weir-json-document.c",),
    ),
    r"\b(atoi|atof|strtod|strtol|strtoul|strtoll)\b ?\(": ("depends on the locale or hides errors", ()),
    r"printf ?\([^;]*%[-+ #0-9.]*[fFeEgG]\b": ("depends on the locale", ()),
    r"\bg_print(err)?\b ?\(": ("only the command line prints", ("cli/",)),
    r"\bg_(error|critical|warning|message|info) \(": ("return a GError or publish a record", ()),
    r"\b(gtk|adw|gdk)_\w+ \(": ("only the editor may", ("editor/", "compat/")),
    r"\b(strcpy|strcat|sprintf|gets|alloca|g_alloca|g_newa)\b ?\(": ("no bounds", ()),
    r"\b(malloc|calloc|realloc|free)\b \(": ("use GLib's", ()),
    r"\bsystem \(|\bpopen \(": ("no shell", ()),
}
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')


def blank(match):
    """Keeps the line breaks, so that line numbers stay right."""
    return re.sub(r"[^\n]", " ", match.group(0))


def main(root):
    status = 0
    for path in sorted(root.rglob("*.[ch]")):
        name = str(path.relative_to(root))
        raw = path.read_text()
        lines = raw.splitlines()
        code = COMMENT.sub(blank, raw)
        for pattern, (why, fine) in BLOCKED.items():
            # Formats live in strings; every other pattern is about code.
            text = code if "%" in pattern else STRING.sub(blank, code)
            if name.startswith(fine or ("\0",)):
                continue
            for match in re.finditer(pattern, text):
                number = text.count("\n", 0, match.start())
                around = "\n".join(lines[max(0, number - 1) : number + 1])
                if "lint: allow" not in around:
                    print(f"{path}:{number + 1}: {match.group(0).strip()} … {why}")
                    status = 1
    return status


sys.exit(main(pathlib.Path(sys.argv[1])))

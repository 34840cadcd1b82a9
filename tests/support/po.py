# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The template of the translations, and what stands in a PO file."""

import re
import subprocess


def list_sources(top):
    return (top / "po/POTFILES.in").read_text().split()


def make_template(top, template):
    """Runs xgettext as po/meson.build has it; returns what it complains of."""
    options = re.findall(r"'(--[^']+)'", (top / "po/meson.build").read_text())
    done = subprocess.run(["xgettext", "--files-from=po/POTFILES.in", f"--output={template}",
                           *options], cwd=top, capture_output=True, text=True, check=False)
    complaints = done.stderr.splitlines()
    if done.returncode != 0 and not complaints:
        complaints = [f"failed with {done.returncode}"]
    return complaints


def unquote(text):
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match.group(1), match.group(1)),
                  text[1:-1])


def quote(text):
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def read(path):
    """Lists the entries: dicts of their keywords, with "flags"."""
    entries = []
    entry = {}
    key = None
    for line in [*path.read_text().split("\n"), ""]:
        if line.startswith("#,"):
            entry["flags"] = entry.get("flags", "") + line[2:]
        elif line.startswith("#"):
            continue
        elif line.startswith("msg"):
            key, text = line.split(" ", 1)
            entry[key] = unquote(text)
        elif line.startswith('"'):
            entry[key] += unquote(line)
        elif "msgid" in entry:
            entries.append(entry)
            entry = {}
    return entries

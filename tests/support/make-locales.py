#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: make-locales.py TOP FOLDER DEPFILE STAMP
#
# Makes what tests of translations need, in FOLDER:
#
# - en_XA/LC_MESSAGES/weir.mo, a translation made by machine: accents, vowels
#   twice (about as long as German), and ‹ › around every line. A text without
#   them was not translated, one that does not fit would not in German either.
# - system/, the locales en_US.UTF-8 and de_DE.UTF-8 of the C library, for
#   LOCPATH: since glibc 2.41 the C locale translates nothing, and machines for
#   tests have no other. Without their sources the folder stays empty.

import pathlib
import re
import shutil
import subprocess
import sys

import po

# What is the same in every language.
KEPT = re.compile(
    r"%[-+ #0']*[\d.*]*(?:hh|h|ll|l|z)?[a-zA-Z%]"  # of printf
    r"|\$?\{[A-Za-z]*\}"                            # of our own texts
    r"|`[^`]*`|</?\w[^>]*>|&\w+;|\w+://\S+"         # code, markup, addresses
    r"|_\w|\\\w|--[a-z-]+")                         # mnemonics, options
BULLET = re.compile(r"\s*(?:- )?")
ACCENTS = str.maketrans("aeiouyAEIOUY", "åëïøüÿÅËÏØÜÝ")


def lengthen(text):
    doubled = re.sub(r"[aeiou]", lambda match: match.group() * 2, text)
    return doubled.translate(ACCENTS)


def translate_line(line):
    head = BULLET.match(line).end()
    body = line[head:].rstrip()
    if not re.search(r"[A-Za-z]", KEPT.sub("", body)):
        return line
    parts = []
    end = 0
    for match in KEPT.finditer(body):
        parts += [lengthen(body[end:match.start()]), match.group()]
        end = match.end()
    parts.append(lengthen(body[end:]))
    return line[:head] + "‹" + "".join(parts) + "›" + line[head + len(body):]


def translate(text):
    return "\n".join(translate_line(line) for line in text.split("\n"))


def write_entry(out, entry):
    if "flags" in entry:
        out.write(f"#,{entry['flags']}\n")
    for key in ("msgctxt", "msgid", "msgid_plural"):
        if key in entry:
            out.write(f"{key} {po.quote(entry[key])}\n")
    if "msgid_plural" in entry:
        out.write(f"msgstr[0] {po.quote(translate(entry['msgid']))}\n")
        out.write(f"msgstr[1] {po.quote(translate(entry['msgid_plural']))}\n\n")
    else:
        out.write(f"msgstr {po.quote(translate(entry['msgid']))}\n\n")


def make_pseudo(top, folder):
    template = folder / "weir.pot"
    source = folder / "en_XA.po"
    made = folder / "en_XA/LC_MESSAGES/weir.mo"
    made.parent.mkdir(parents=True, exist_ok=True)
    po.make_template(top, template)
    with open(source, "w", encoding="utf-8") as out:
        out.write('msgid ""\nmsgstr ""\n"Language: en_XA\\n"\n"MIME-Version: 1.0\\n"\n'
                  '"Content-Type: text/plain; charset=UTF-8\\n"\n'
                  '"Content-Transfer-Encoding: 8bit\\n"\n'
                  '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')
        for entry in po.read(template):
            if entry["msgid"]:
                write_entry(out, entry)
    subprocess.run(["msgfmt", "--check-format", "-o", made, source], check=True)


def make_system(folder):
    if shutil.which("localedef") is None:
        return
    for name in ("en_US", "de_DE"):
        if (folder / f"{name}.UTF-8" / "LC_NUMERIC").is_file():
            continue
        # It fails too when it has only warned, and leaves a folder where it fails.
        subprocess.run(["localedef", "--no-archive", "-i", name, "-f", "UTF-8",
                        folder / f"{name}.UTF-8"], capture_output=True, check=False)


def main():
    top, folder, depfile, stamp = (pathlib.Path(name) for name in sys.argv[1:])
    (folder / "system").mkdir(parents=True, exist_ok=True)
    make_pseudo(top, folder)
    make_system(folder / "system")
    sources = [top / "po/POTFILES.in", top / "po/meson.build",
               *(top / name for name in po.list_sources(top))]
    depfile.write_text(f"{stamp}: " + " ".join(str(path) for path in sources) + "\n")
    stamp.touch()


main()

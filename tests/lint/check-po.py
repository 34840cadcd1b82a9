#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: check-po.py TOP [LANGUAGE...]
#
# Checks what translators get and what they gave:
#
# - po/POTFILES.in lists the files with texts for people, sorted, and no others
# - texts have typographic apostrophes, comments for translators begin with
#   “Translators:”, and what .ui files show is marked as translatable
# - the template is made from a clean tree without a warning of xgettext
# - every language of po/LINGUAS is complete, without fuzzy entries, passes
#   `msgfmt -c --check-accelerators=_`, and has in each text the placeholders,
#   codes and surrounding blanks of the original

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import po  # noqa: E402, pylint: disable=wrong-import-position

SOURCES = ("src/**/*.c", "src/**/*.h", "src/**/*.ui", "data/*.gschema.xml",
           "data/*.desktop.in*", "data/*.metainfo.xml.in*", "data/*.mime.xml.in*")

CALL = re.compile(r"\b(?:N?C?_|ngettext|g_dngettext|g_dpgettext2|PLURAL_) \(\s*(?=[\"A-Z])")
COMMENT = re.compile(r"/\*.*?\*/", re.S)

# What has texts in .ui files.
UI_TEXT = re.compile(
    r'<(?:property|attribute) name="(?:label|title|subtitle|description|tooltip-text|'
    r'placeholder-text|button-label|custom-title)"([^>]*)>([^<]+)<'
    r'|<item( translatable[^>]*)?>([^<]+)<')

# Parts of a text that are the same in every language.
PLACEHOLDER = re.compile(r"\$?\{[A-Za-z]*\}")
CODE = re.compile(r"`[^`\n]+`|\bmsg\.[a-z_]\w*|\B--[a-z][a-z-]+")

complaints = []


def complain(where, what):
    complaints.append(f"{where}: {what}")


# --- The sources -------------------------------------------------------------

def without_comments(text):
    return COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def has_texts(path, text):
    if path.suffix in (".c", ".h"):
        code = without_comments(text)
        return any(not line_of(code, match).lstrip().startswith("#")
                   for match in CALL.finditer(code))
    if ".gschema" in path.name:
        return "gettext-domain" in text
    if path.suffix == ".ui":
        return 'translatable="yes"' in text
    return True


def line_of(text, match):
    return text[text.rfind("\n", 0, match.start()) + 1:].split("\n", 1)[0]


def check_potfiles(top):
    listed = po.list_sources(top)
    if listed != sorted(set(listed)):
        complain("po/POTFILES.in", "not sorted by LC_ALL=C sort -u")
    for name in listed:
        if not (top / name).is_file():
            complain("po/POTFILES.in", f"{name} does not exist")
    for pattern in SOURCES:
        for path in top.glob(pattern):
            name = str(path.relative_to(top))
            wanted = has_texts(path, path.read_text())
            if wanted and name not in listed:
                complain("po/POTFILES.in", f"{name} has texts and is missing")
            elif not wanted and name in listed:
                complain("po/POTFILES.in", f"{name} has no texts")


def check_source(top, path):
    text = path.read_text()
    name = path.relative_to(top)
    for match in re.finditer(r"/\* *(translators?:|TRANSLATORS?:|Translator:)", text):
        complain(f"{name}:{text.count(chr(10), 0, match.start()) + 1}",
                 f"write “Translators:”, not “{match.group(1)}”")


def check_ui(top, path):
    text = re.sub(r"<!--.*?-->", lambda match: re.sub(r"[^\n]", " ", match.group()),
                  path.read_text(), flags=re.S)
    for match in UI_TEXT.finditer(text):
        attributes, shown = match.group(1) or match.group(3) or "", match.group(2) or match.group(4)
        if "translatable=" not in attributes and re.search(r"[A-Za-z]{2}", shown):
            complain(f"{path.relative_to(top)}:{text.count(chr(10), 0, match.start()) + 1}",
                     f"“{shown}” is not marked as translatable")


# --- PO files ------------------------------------------------------------------

def check_template(template):
    for entry in po.read(template):
        if re.search(r"[A-Za-z]'[a-z]", entry["msgid"]):
            complain("template", f"“{entry['msgid'][:60]}” has a plain apostrophe")


def blanks(text):
    # A no-break space belongs to the quotation mark beside it.
    return re.match(r"[ \t\n]*", text).group(), re.search(r"[ \t\n]*$", text).group()


def check_parts(where, original, translation):
    for pattern in (PLACEHOLDER, CODE):
        if sorted(set(pattern.findall(original))) != sorted(set(pattern.findall(translation))):
            complain(where, f"“{original[:40]}…”: differs in {pattern.findall(original)} "
                     f"and {pattern.findall(translation)}")
    # A wide comma has its blank within.
    if blanks(original) != blanks(translation.replace("、", ", ")):
        complain(where, f"“{original[:40]}…”: differs in the blanks around it")
    for end in ("…", ":"):
        # A colon may be a wide one.
        if original.endswith(end) != translation.endswith((end, "：") if end == ":" else end):
            complain(where, f"“{original[:40]}…”: only one of both ends in “{end}”")


def check_language(top, folder, template, language):
    source = top / f"po/{language}.po"
    merged = folder / f"{language}.po"
    done = subprocess.run(["msgfmt", "-c", "--check-accelerators=_", "-o", "/dev/null", source],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0 or "warning" in done.stderr:
        complain(source.name, done.stderr.strip())
    subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}",
                    source, template], check=True)
    for entry in po.read(merged):
        where = f"{source.name}: “{entry['msgid'][:60]}”"
        translations = [text for key, text in entry.items() if key.startswith("msgstr")]
        if not entry["msgid"]:
            continue
        if "fuzzy" in entry.get("flags", ""):
            complain(where, "is fuzzy")
        elif not all(translations):
            complain(where, "is not translated")
        elif "msgid_plural" in entry:
            # One may be said without its number.
            check_parts(where, entry["msgid_plural"], translations[-1])
        else:
            check_parts(where, entry["msgid"], translations[0])


def main():
    top = pathlib.Path(sys.argv[1])
    languages = sys.argv[2:]
    if not languages:
        languages = [word for line in (top / "po/LINGUAS").read_text().splitlines()
                     for word in line.split("#")[0].split()]
    if shutil.which("xgettext") is None:
        print("check-po.py: no xgettext", file=sys.stderr)
        return 1

    check_potfiles(top)
    for pattern in ("src/**/*.[ch]", "tests/**/*.[ch]"):
        for path in sorted(top.glob(pattern)):
            check_source(top, path)
    for path in sorted(top.glob("src/**/*.ui")):
        check_ui(top, path)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        template = folder / "weir.pot"
        for complaint in po.make_template(top, template):
            complain("xgettext", complaint)
        check_template(template)
        for language in languages:
            check_language(top, folder, template, language)
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


sys.exit(main())

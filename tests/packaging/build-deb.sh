#!/bin/sh
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: build-deb.sh FOLDER
#
# Builds the Debian packages into FOLDER from a copy of what git knows, with
# data/debian where Debian looks for it, and lets lintian judge them.

set -eu
cd "$(dirname "$0")/../.."
mkdir -p "$1"
folder=$(realpath "$1")

rm -rf "$folder/weir" "$folder"/*.deb "$folder"/*.changes "$folder"/*.buildinfo
mkdir "$folder/weir"
git ls-files -z --cached --others --exclude-standard |
  tar -c --null --files-from=- --ignore-failed-read | tar -x -C "$folder/weir"
cp -r data/debian "$folder/weir/debian"

# ccache would hide behind the name of the compiler and write into the home.
(cd "$folder/weir" && dpkg-buildpackage --build=binary --no-sign --no-check-builddeps)

# --allow-root: a container has nobody else.
lintian --allow-root --fail-on=error,warning --profile=debian \
  --suppress-tags=initial-upload-closes-no-bugs "$folder"/*.changes

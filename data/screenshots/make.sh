#!/bin/sh
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: make.sh BUILDDIR
#
# Takes the pictures of the README and the store page: the real program, running
# the echo example, on a display of its own.

set -eu
cd "$(dirname "$0")/../.."
build=$1
inject=dda81a976ccf2a2b

if [ "${2:-}" != inside ]; then
  WEIR_TEST_SCREEN=1200x760x24 exec tests/support/with-display.sh "$0" "$build" inside
fi

export GSETTINGS_SCHEMA_DIR="$build/data" GTK_A11Y=none

act ()
{
  gdbus call --session --dest io.github.weirflow.Weir \
    --object-path /io/github/weirflow/Weir/window/1 \
    --method org.gtk.Actions.Activate "$1" "${2:-[]}" '{}' >/dev/null
}

# Without a window manager the window has a frame of five pixels.
shoot ()
{
  sleep 1
  import -window root -crop 1190x750+5+5 +repage -strip "data/screenshots/$1.png"
}

# open SETTING…: starts the program and waits until the flow is connected.
open ()
{
  "$build/src/editor/weir" --run --example=echo &
  program=$!
  tries=100
  until xdotool search --onlyvisible --class weir >/dev/null 2>&1 ||
    [ $((tries -= 1)) -eq 0 ]; do
    sleep 0.1
  done
  xdotool search --onlyvisible --class weir windowfocus >/dev/null
  xdotool mousemove 600 700
  sleep 3
}

press ()
{
  for _ in 1 2 3; do
    act press "[<'$inject'>]"
    sleep 0.4
  done
}

close ()
{
  kill "$program"
  wait "$program" || true
}

open
act reveal "[<'$inject'>]"
act show-page "[<'debug'>]"
press
act zoom-fit
shoot editor
act show-page "[<'connections'>]"
shoot connections
act edit "[<'$inject'>]"
shoot dialog
close

ADW_DEBUG_COLOR_SCHEME=prefer-dark open
act show-page "[<'debug'>]"
press
act zoom-fit
shoot dark
close

#!/bin/sh
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: make.sh BUILDDIR
#
# Takes the pictures of the README, the store page and the help: the real program,
# running the echo example and the flow of the tutorial, on a display of its own.

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

# shoot_help NAME [WINDOW]: the same for a page of the help, small enough to be part
# of the program: few colours, and a window of the size it is read at.
shoot_help ()
{
  sleep 1
  import -window "${2:-$window}" png:- |
    convert - -shave 5x5 +repage -strip -dither None -colors 255 \
      "PNG8:data/help/pictures/$1.png"
}

# resize WIDTH HEIGHT: of what is seen, without the frame
resize ()
{
  xdotool windowsize "$window" $(($1 + 10)) $(($2 + 10))
  sleep 0.5
}

# open ARGUMENT…: starts the program and waits until the flow is connected.
open ()
{
  "$build/src/editor/weir" "$@" &
  program=$!
  tries=100
  until xdotool search --onlyvisible --class weir >/dev/null 2>&1 ||
    [ $((tries -= 1)) -eq 0 ]; do
    sleep 0.1
  done
  window=$(xdotool search --onlyvisible --class weir)
  xdotool windowfocus "$window"
  xdotool mousemove 600 700
  sleep 3
}

# press NODE [TIMES]
press ()
{
  for _ in $(seq "${2:-3}"); do
    act press "[<'$1'>]"
    sleep 0.4
  done
}

# The window that came last: a dialog.
last_window ()
{
  sleep 1
  xdotool search --onlyvisible --class weir | tail -n 1
}

close ()
{
  kill "$program"
  wait "$program" || true
}

open --run --example=echo
act reveal "[<'$inject'>]"
act show-page "[<'debug'>]"
press "$inject"
act zoom-fit
shoot editor
act show-page "[<'connections'>]"
shoot connections
act edit "[<'$inject'>]"
shoot dialog
close

ADW_DEBUG_COLOR_SCHEME=prefer-dark open --run --example=echo
act show-page "[<'debug'>]"
press "$inject"
act zoom-fit
shoot dark
close

# The help. The numbers are the ids of the nodes in data/help/flows. A click on an
# empty place takes the focus from where it would draw the eye.
hello=5e110a000000000
mkdir -p "$HOME/Flows"
cp data/help/flows/*.json "$HOME/Flows"

show ()
{
  act show-page "[<'$1'>]"
  act zoom-fit
  xdotool mousemove 470 480 click 1 mousemove 470 485
}

open
resize 840 520
shoot_help start
close

open --run "$HOME/Flows/hello-1.json"
resize 1000 560
show debug
press ${hello}1 1
shoot_help message
close

open --run "$HOME/Flows/hello.json"
resize 1000 560
show debug
press ${hello}1 1
shoot_help websocket
act edit "[<'${hello}5'>]"
shoot_help listener "$(last_window)"
close

open --run --example=echo
resize 1000 560
act reveal "[<'$inject'>]"
show debug
press "$inject"
shoot_help editor
show connections
shoot_help connections
close

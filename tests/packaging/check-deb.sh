#!/bin/bash
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: check-deb.sh FOLDER [SUITE]
#
# Installs the packages in FOLDER into a fresh Debian (bookworm) and uses them as
# people would: weir-cli first and alone, then the editor on a display. Needs root,
# mmdebstrap and bubblewrap.

set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath "$1")
suite=${2:-bookworm}
root=$folder/root
sources=$(cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null || true)
mirror=${MIRROR:-$(sed -n -e 's/^URIs: *//p' -e 's/^deb \(\[[^]]*\] \)\?\([^ ]*\).*/\2/p' \
  <<<"$sources" | grep -m1 '/debian/\?$')}

fail ()
{
  echo "check-deb: $*" >&2
  exit 1
}

# As the root of that Debian; nothing stays mounted.
inside ()
{
  bwrap --bind "$root" / --dev /dev --proc /proc --tmpfs /run --cap-add ALL \
    --ro-bind-try /etc/resolv.conf /etc/resolv.conf --unshare-pid --die-with-parent \
    --clearenv --setenv HOME /root --setenv LC_ALL C.UTF-8 \
    --setenv DEBIAN_FRONTEND noninteractive --setenv XDG_RUNTIME_DIR /run \
    --setenv GSK_RENDERER cairo --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin \
    --chdir /root "$@"
}

add ()
{
  inside apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

rm -rf "$root"
mmdebstrap --quiet --mode=root --variant=apt --format=directory \
  --aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io \
  "$suite" "$root" "$mirror"
inside apt-get update -qq
cp "$folder"/*.deb "$root/tmp"
cp data/examples/echo.json "$root/root"

add "/tmp/$(basename "$folder"/weir-cli_*.deb)"
if inside dpkg -l 'libgtk*' 2>/dev/null | grep -q ^ii; then
  fail "weir-cli brings GTK with it"
fi
inside weir-cli check --quiet /root/echo.json
# It listens, connects to itself, presses its button and shows what comes back.
inside weir-cli run --inject=dda81a976ccf2a2b --exit-after-debug=1 --exit-after=20 \
  /root/echo.json | grep -q 'debug 5' || fail "the flow said nothing"
for file in /usr/share/man/man1/weir-cli.1.gz /usr/share/man/man5/weir-flow-tests.5.gz \
  /usr/lib/systemd/user/weir@.service /usr/share/zsh/site-functions/_weir-cli \
  /usr/share/fish/vendor_completions.d/weir-cli.fish \
  /usr/share/bash-completion/completions/weir-cli; do
  [ -e "$root$file" ] || fail "there is no $file"
done
echo "check-deb: weir-cli runs"

# lintian looks at the packages, this at what their triggers made of them.
add "/tmp/$(basename "$folder"/weir_*.deb)" xvfb xauth dbus xdotool imagemagick libglib2.0-bin shared-mime-info \
  desktop-file-utils
inside gio info -a standard::content-type /root/echo.json | grep -q vnd.weir.flow ||
  fail "a flow is not known as one"
inside grep -q 'vnd.weir.flow+json=io.github.weirflow.Weir' \
  /usr/share/applications/mimeinfo.cache || fail "flows are not opened with Weir"
cat >"$root/tmp/editor" <<'END'
#!/bin/sh
# The bus starts the editor, as a desktop does.
set -eu
gdbus call --session --dest io.github.weirflow.Weir \
  --object-path /io/github/weirflow/Weir \
  --method org.freedesktop.Application.Open "['file:///root/echo.json']" '{}' >/dev/null
timeout 20 xdotool search --sync --onlyvisible --name '^echo.json$' >/dev/null
sleep 2
import -window root /tmp/editor.png
gdbus call --session --dest io.github.weirflow.Weir \
  --object-path /io/github/weirflow/Weir \
  --method org.gtk.Actions.Activate quit '[]' '{}' >/dev/null
END
chmod +x "$root/tmp/editor"
inside \
  xvfb-run -a -s '-screen 0 1280x800x24 -noreset' dbus-run-session -- /tmp/editor \
  2>"$folder/editor.log" || { cat "$folder/editor.log" >&2; fail "the editor did not open"; }
cp "$root/tmp/editor.png" "$folder/editor.png"
echo "check-deb: the editor opens a flow: $folder/editor.png"
rm -rf "$root"

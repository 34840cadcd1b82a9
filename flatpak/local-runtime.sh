#!/bin/bash
# SPDX-FileCopyrightText: The Weir authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: local-runtime.sh BRANCH FOLDER
#
# Makes stand-ins for org.gnome.Platform and org.gnome.Sdk out of Debian
# packages and installs them into $FLATPAK_USER_DIR, so that the manifest can be
# built, installed and run unchanged where Flathub is out of reach. For trying
# only: publish nothing that was built with it. FOLDER keeps what is made on the
# way. $SUITE is the Debian release the packages are of.
#
# Needs root, and mmdebstrap, ostree, flatpak.

set -euo pipefail

branch=$1
mkdir -p "$2"
work=$(realpath "$2") # part of an address below
suite=${SUITE:-trixie}
arch=$(flatpak --default-arch)
: "${FLATPAK_USER_DIR:?says where to install}"

# The mirror that this machine uses already, in either of apt's two formats.
sources=$(cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null || true)
mirror=${MIRROR:-$(sed -n -e 's/^URIs: *//p' -e 's/^deb \(\[[^]]*\] \)\?\([^ ]*\).*/\2/p' \
  <<<"$sources" | grep -m1 '/debian/\?$')}

# The Platform has what Weir needs at run time, the Sdk also what builds and
# tests it. Each package stands for a library that GNOME's runtime has.
platform=libgtk-4-1,libadwaita-1-0,libsoup-3.0-0,libjson-glib-1.0-0,libnettle8t64
platform+=,libsecret-1-0,libgnutls30t64,glib-networking,ca-certificates
platform+=,gsettings-desktop-schemas,dconf-gsettings-backend,adwaita-icon-theme
platform+=,librsvg2-common,fonts-cantarell,fonts-dejavu-core,shared-mime-info
platform+=,libglib2.0-bin
sdk=$platform,gcc,libc6-dev,pkgconf,meson,ninja-build,gettext,patch,xz-utils
sdk+=,libxml2-utils,libgtk-4-dev,libgtk-4-bin,libadwaita-1-dev,libsoup-3.0-dev
sdk+=,libjson-glib-dev,nettle-dev,libsecret-1-dev,libgnutls28-dev
sdk+=,desktop-file-utils,appstream,appstream-compose,ccache
# The builder compiles through ccache, when the Sdk has it. The tests run in the build,
# those of the editor too.
sdk+=,curl,xvfb,xauth,dbus-daemon,at-spi2-core

# runtime ID PACKAGES: a Debian tree in the layout of a Flatpak runtime,
# committed to the repository. What an app sees as /usr is in usr/, what it sees
# as /etc in usr/etc/.
runtime ()
{
  local tree=$work/$1
  rm -rf "$tree"
  mkdir -p "$tree/files" # build-export takes no folder without it
  mmdebstrap --quiet --mode=root --variant=essential --format=directory --include="$2" \
    --aptopt='APT::Install-Recommends "false"' \
    --aptopt='Acquire::Check-Valid-Until "false"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt=force-unsafe-io \
    "$suite" "$tree/root" "$mirror"
  mv "$tree/root/usr" "$tree/usr"
  mv "$tree/root/etc" "$tree/usr/etc"
  rm -rf "$tree/root"
  ln -sf ../sbin/ldconfig "$tree/usr/bin/ldconfig"
  cat >"$tree/usr/bin/appstream-compose" <<'END'
#!/bin/sh
# flatpak-builder before 1.4 calls this one, later ones appstreamcli themselves.
for id; do :; done
mkdir -p /app/share/metainfo
cp "/app/share/appdata/$id.appdata.xml" "/app/share/metainfo/$id.metainfo.xml"
exec appstreamcli compose --no-net --prefix=/ --origin="$id" --components="$id" \
  --result-root=/app --data-dir=/app/share/app-info/xmls \
  --icons-dir=/app/share/app-info/icons/flatpak /app
END
  chmod +x "$tree/usr/bin/appstream-compose"
  printf '[Runtime]\nname=%s\nruntime=org.gnome.Platform/%s\nsdk=org.gnome.Sdk/%s\n' \
    "$1" "$arch/$branch" "$arch/$branch" >"$tree/metadata"
  flatpak build-export --runtime --disable-sandbox --disable-fsync \
    "$work/repo" "$tree" "$branch"
  rm -rf "$tree"
}

rm -rf "$work/repo"
ostree init --repo="$work/repo" --mode=archive
ostree config --repo="$work/repo" set archive.zlib-level 1
runtime org.gnome.Platform "$platform"
runtime org.gnome.Sdk "$sdk"

# Another stand-in may be there already; its remote points to what is gone.
flatpak --user remote-delete --force weir-local 2>/dev/null || true
flatpak --user remote-add --no-gpg-verify weir-local "file://$work/repo"
for id in org.gnome.Platform org.gnome.Sdk; do
  flatpak --user install -y --noninteractive --reinstall weir-local "$id/$arch/$branch"
done
rm -rf "$work/repo" # what is installed is enough

# shellcheck shell=bash
# Shared by packaging/run and packaging/test: makes this machine able to run Virtdeck.
# Every step first looks whether there is anything to do, so that a second run costs a fraction of a second.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$checkout/.venv
python=${PYTHON:-/usr/bin/python3}

say() { printf '%s\n' "virtdeck: $*" >&2; }
fail() {
    printf '%s\n' "virtdeck: $*" >&2
    exit 1
}

# Debian and Ubuntu. "a|b": either will do. "?name": left out where the release does not have it.
apt_packages=(
    # to build the Python bindings of libvirt and GObject
    gcc pkg-config python3-dev python3-venv libvirt-dev libgirepository1.0-dev libcairo2-dev
    # to run virtual machines on this computer
    libvirt-daemon libvirt-daemon-driver-qemu libvirt-clients qemu-system-x86 qemu-utils ovmf ?swtpm ?swtpm-tools
    # what is known of operating systems; other hosts; screens of virtual machines; images for unattended installation
    gir1.2-libosinfo-1.0 osinfo-db gir1.2-gtk-vnc-2.0 gir1.2-spiceclientglib-2.0 openssh-client openssl virt-viewer xorriso
    # Qt's window system libraries
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1
    libxkbcommon-x11-0 libx11-xcb1 libwayland-cursor0 libwayland-egl1 libegl1 libgl1 libdbus-1-3 libfontconfig1
    # to build the demo appliance
    syslinux syslinux-common mtools dosfstools e2fsprogs fdisk cpio kmod
)
apt_test_packages=(iproute2 xvfb xauth openssh-server shellcheck desktop-file-utils appstream fonts-dejavu-core virtinst dnsmasq-base iptables zstd xz-utils fdisk gdisk e2fsprogs cryptsetup-bin ntfs-3g libnbd-bin ?ewf-tools ?virt-v2v ?libwin-hivex-perl ?linux-image-cloud-amd64 ?mono-mcs ?mono-runtime ?libmono-system-core4.0-cil)
# disks that pass for Windows and Linux, and virt-p2v itself
apt_slow_packages=(?libguestfs-tools ?busybox-static ?virt-p2v)
dnf_packages=(
    gcc pkgconf-pkg-config python3-devel libvirt-devel gobject-introspection-devel cairo-devel cairo-gobject-devel
    libvirt-daemon-driver-qemu libvirt-daemon-driver-storage-core libvirt-client qemu-system-x86 qemu-img edk2-ovmf swtpm swtpm-tools
    libosinfo osinfo-db gvnc spice-glib openssh-clients openssl virt-viewer xorriso
    xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil libxkbcommon-x11
    libwayland-cursor libwayland-egl mesa-libEGL mesa-libGL dbus-libs fontconfig
)
dnf_test_packages=(iproute xorg-x11-server-Xvfb openssh-server ShellCheck desktop-file-utils appstream dnsmasq iptables-nft zstd xz util-linux gdisk e2fsprogs cryptsetup ntfsprogs libnbd virt-v2v)

# Sets as_root, the words before a command that only root can run, or says which command a person has to run.
become_root() { # COMMAND…
    as_root=()
    [ "$(id -u)" != 0 ] || return 0
    as_root=(sudo)
    command -v sudo > /dev/null && { [ -t 0 ] || sudo -n true 2> /dev/null; } && return 0
    fail "Packages are missing, and only root can install them. Run this as root, then start again:  $*"
}

has_japanese_font() { command -v fc-list > /dev/null && [ -n "$(fc-list :lang=ja family 2> /dev/null | head -n 1)" ]; }

# Prints those of the given packages that are not installed.
missing_apt_packages() {
    local entry name installed found
    local -A have=()
    # shellcheck disable=SC2046 # one word a package
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(printf '%s\n' "$@" | tr -d '?' | tr '|' '\n') 2> /dev/null || true)
    while read -r found name; do [ "$found" != installed ] || have[$name]=1; done <<< "$installed"
    for entry; do
        found=''
        for name in $(tr -d '?' <<< "${entry//|/ }"); do [ -z "${have[$name]:-}" ] || found=1; done
        [ -n "$found" ] || echo "$entry"
    done
}

# Of "a|b" the first that this release has; nothing for a "?name" that it has not.
choose_apt_packages() {
    local entry name chosen
    local -A available=()
    # shellcheck disable=SC2046 # one word a package
    while read -r name; do available[$name]=1; done < <(
        apt-cache policy $(printf '%s\n' "$@" | tr -d '?' | tr '|' '\n') 2> /dev/null |
            awk '/^[^ ]/ { name = $1; sub(":.*", "", name) } /Candidate: [^(]/ { print name }')
    for entry; do
        chosen=''
        for name in $(tr -d '?' <<< "${entry//|/ }"); do [ -n "$chosen" ] || [ -z "${available[$name]:-}" ] || chosen=$name; done
        case $chosen$entry in
        '?'*) ;;
        *) echo "${chosen:-${entry%%|*}}" ;;
        esac
    done
}

install_with_apt() {
    local missing chosen log=$checkout/.cache/apt.log apt=(env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300)
    mapfile -t missing < <(missing_apt_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    mkdir -p "$checkout/.cache"
    if [ -z "$(choose_apt_packages '?qemu-system-x86')" ]; then
        become_root apt-get update
        say "reading the lists of packages …"
        "${as_root[@]}" "${apt[@]}" update > "$log" 2>&1 < /dev/null || fail "The lists of packages could not be read. Check the network, then try:  apt-get update"
    fi
    mapfile -t chosen < <(choose_apt_packages "${missing[@]}")
    [ ${#chosen[@]} -gt 0 ] || return 0
    become_root "apt-get update && apt-get install --no-install-recommends ${chosen[*]}"
    say "installing ${#chosen[@]} packages: ${chosen[*]} …"
    if ! "${as_root[@]}" "${apt[@]}" install --no-install-recommends "${chosen[@]}" > "$log" 2>&1 < /dev/null; then
        # Lists older than the mirror name packages that are gone.
        "${as_root[@]}" "${apt[@]}" update > "$log" 2>&1 < /dev/null || true
        "${as_root[@]}" "${apt[@]}" install --no-install-recommends "${chosen[@]}" > "$log" 2>&1 < /dev/null ||
            fail "Packages could not be installed ($(grep -m 1 '^E:' "$log" || tail -n 1 "$log")). Try it by hand:  apt-get update && apt-get install ${chosen[*]}"
    fi
}

# What packaging/xen-host builds with; it makes a Debian.
install_xen_packages() {
    if command -v apt-get > /dev/null && command -v dpkg-query > /dev/null; then install_with_apt debootstrap qemu-system-x86 e2fsprogs cpio openssh-client; fi
}

# What the tests that take over two minutes need too.
install_slow_packages() {
    if command -v apt-get > /dev/null && command -v dpkg-query > /dev/null; then install_with_apt "${apt_slow_packages[@]}"; fi
}

install_with_dnf() {
    local missing
    mapfile -t missing < <(rpm -q "$@" 2> /dev/null | awk '/is not installed/ { print $2 }')
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${#missing[@]} packages: ${missing[*]} …"
    become_root "dnf install ${missing[*]}"
    "${as_root[@]}" dnf -y -q install "${missing[@]}" < /dev/null || fail "Packages could not be installed. Try it by hand:  dnf install ${missing[*]}"
}

# $1: "test" for what the tests need too, else for the program.
install_packages() {
    local wanted
    if command -v apt-get > /dev/null && command -v dpkg-query > /dev/null; then
        wanted=("${apt_packages[@]}")
        [ "$1" != test ] || wanted+=("${apt_test_packages[@]}")
        has_japanese_font || wanted+=(fontconfig fonts-noto-cjk)
        install_with_apt "${wanted[@]}"
    elif command -v dnf > /dev/null; then
        wanted=("${dnf_packages[@]}")
        [ "$1" != test ] || wanted+=("${dnf_test_packages[@]}")
        has_japanese_font || wanted+=(fontconfig google-noto-sans-cjk-fonts)
        install_with_dnf "${wanted[@]}"
    elif [ ! -e "$venv/.packages-noted" ]; then
        say "this system has neither apt nor dnf; these are needed (Debian's names): ${apt_packages[*]}"
        mkdir -p "$venv" && touch "$venv/.packages-noted"
    fi
}

# $1: "test" for the test extra too.
make_environment() {
    local extra='' stamp log=$checkout/.cache/pip.log
    [ "$1" != test ] || extra='[test]'
    command -v "$python" > /dev/null || fail "There is no $python. Install Python 3.11 or newer, or name one:  PYTHON=/path/to/python3 packaging/run"
    stamp=$({ echo "$checkout" && readlink -f "$(command -v "$python")" && cat "$checkout/pyproject.toml"; } | sha256sum | cut -c1-64)
    # What the tests need contains what the program needs.
    [ -x "$venv/bin/python" ] && { [ "$(cat "$venv/.installed$extra" 2> /dev/null)" = "$stamp" ] || { [ -z "$extra" ] && [ "$(cat "$venv/.installed[test]" 2> /dev/null)" = "$stamp" ]; }; } && return 0

    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$python is $("$python" -V), Virtdeck needs Python 3.11 or newer. Name another one:  PYTHON=/path/to/python3 packaging/run"
    "$python" -c 'import ensurepip, venv' 2> /dev/null || fail "$python can't make virtual environments. Install its venv module (Debian: python3-venv), or name another one:  PYTHON=/path/to/python3 packaging/run"
    # One that was made elsewhere (the checkout was moved) names programs that are not there.
    if ! "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || [ "$(cat "$venv/.checkout" 2> /dev/null || echo "$checkout")" != "$checkout" ]; then
        say "making a virtual environment in ${venv#"$PWD"/} …"
        "$python" -m venv --clear "$venv" || fail "The virtual environment $venv could not be made."
    fi
    echo "$checkout" > "$venv/.checkout"
    say "installing Virtdeck and its Python packages (a minute or two the first time) …"
    mkdir -p "$checkout/.cache"
    "$venv/bin/python" -m pip --disable-pip-version-check install --no-input --editable "$checkout$extra" > "$log" 2>&1 < /dev/null ||
        fail "Python packages could not be installed ($(grep -m 1 -i '^ *error' "$log" || tail -n 1 "$log")). Check the network, read $log, and try again."
    rm -f "$venv"/.installed*
    echo "$stamp" > "$venv/.installed$extra"
}

compile_translations() {
    local source
    for source in "$checkout"/resources/translations/*.ts; do
        [ -e "$source" ] || continue
        if [ "$source" -nt "${source%.ts}.qm" ]; then
            "$venv/bin/python" "$checkout/packaging/translations" compile > "$checkout/.cache/translations.log" 2>&1 ||
                fail "Translations could not be compiled ($(tail -n 1 "$checkout/.cache/translations.log"))."
            return 0
        fi
    done
}

# Everything. $1: "program", or "test" for what the tests need too. The demo appliance may fail: $demo_missing says so.
set_up() {
    umask 022
    mkdir -p "$checkout/.cache" || fail "$checkout can't be written to: clone it to a folder of your own."
    exec 8> "$checkout/.cache/setup.lock"
    flock 8 # two at once would disturb each other
    install_packages "$1"
    make_environment "$1"
    compile_translations
    # shellcheck disable=SC2034 # read by run and test
    demo_missing=''
    # shellcheck disable=SC2034
    "$checkout/packaging/demo/build" 8>&- || demo_missing=1
    "$checkout/packaging/tools-iso" 8>&- || say "Virtdeck starts without the tools disc for Linux guests (see above)."
    exec 8>&-
}

# shellcheck shell=bash
# System packages on Debian and Ubuntu: which are needed, which are missing, how to get them.
# Sourced by setup.sh. A name with `|` has another name in another release: either will do.

RUN_PACKAGES=(
    "libglib2.0-0t64|libglib2.0-0" libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3
    libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
    libxcb-image0 libxcb-render-util0 libxcb-xinerama0 "libcups2t64|libcups2" cups-client
)
HEADLESS_PACKAGES=(xvfb xauth)
TEST_PACKAGES=(
    openbox xdotool dbus at-spi2-core gir1.2-atspi-2.0 python3-gi libglib2.0-bin gnome-keyring
    cups cups-filters poppler-utils zbar-tools chromium libatomic1 fonts-liberation strace faketime fuse3
)

is_installed() {
    dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

# The name to ask apt for: the first alternative this release knows.
name_here() {
    local name
    for name in ${1//|/ }; do
        if apt-cache show "$name" >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "${1##*|}"
}

missing_packages() {
    local wanted name found
    for wanted in "$@"; do
        found=no
        for name in ${wanted//|/ }; do
            if is_installed "$name"; then found=yes; fi
        done
        if [ "$found" = no ]; then printf '%s\n' "$wanted"; fi
    done
}

wanted_packages() {
    printf '%s\n' "${RUN_PACKAGES[@]}"
    if [ "$1" = test ] || [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        printf '%s\n' "${HEADLESS_PACKAGES[@]}"
    fi
    if [ "$1" = test ]; then printf '%s\n' "${TEST_PACKAGES[@]}"; fi
    # Debian and Ubuntu split the standard library: a virtual environment needs this one.
    if ! find_python >/dev/null || ! "$(find_python)" -c 'import ensurepip, venv' 2>/dev/null; then
        printf '%s\n' python3-venv
    fi
}

# How to become root here, if at all: prints nothing for root, "sudo" or "sudo -n".
as_root() {
    if [ "$(id -u)" = 0 ]; then return 0; fi
    command -v sudo >/dev/null || return 1
    if sudo -n true 2>/dev/null; then
        printf 'sudo -n'
    elif [ -t 0 ] && [ -z "${CI:-}" ]; then
        printf 'sudo'
    else
        return 1
    fi
}

apt_install() {
    local become=$1
    shift
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -y -q)
    # shellcheck disable=SC2086
    $become "${apt[@]}" install --no-install-recommends "$@" </dev/null >&2
}

tell_missing() {
    say "Faltan paquetes del sistema (system packages are missing):"
    say "    $*"
    say "Pida a quien administra este equipo (ask an administrator to run):"
    say "    sudo apt-get install $*"
}

install_system() {
    local become wanted names=()
    if [ -n "${VENTANILLA_SKIP_SYSTEM:-}" ]; then return 0; fi
    if ! command -v dpkg-query >/dev/null; then
        say "Este sistema no es Debian ni Ubuntu: instale lo equivalente a (install the like of):"
        say "    $(wanted_packages "$1" | tr '\n' ' ')"
        return 0
    fi
    mapfile -t wanted < <(wanted_packages "$1")
    mapfile -t wanted < <(missing_packages "${wanted[@]}")
    if [ "${#wanted[@]}" = 0 ]; then return 0; fi
    if ! become=$(as_root); then
        for name in "${wanted[@]}"; do names+=("$(name_here "$name")"); done
        tell_missing "${names[@]}"
        return 0
    fi
    say "Instalando paquetes del sistema: ${wanted[*]}"
    if [ -z "$(find /var/lib/apt/lists -name '*_Packages*' -print -quit 2>/dev/null)" ]; then
        # shellcheck disable=SC2086
        $become apt-get update -q </dev/null >&2 || true
    fi
    for name in "${wanted[@]}"; do names+=("$(name_here "$name")"); done
    if apt_install "$become" "${names[@]}"; then return 0; fi
    # Lists that have grown old are the usual reason.
    # shellcheck disable=SC2086
    $become apt-get update -q </dev/null >&2 || true
    apt_install "$become" "${names[@]}" || tell_missing "${names[@]}"
}

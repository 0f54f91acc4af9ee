# shellcheck shell=bash
# The virtual environment in .venv, from requirements.lock, with the project in it as it lies here.
# Sourced by setup.sh.

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# The Python to use: the machine's own `python3` where it is new enough, else any newer one.
find_python() {
    local name
    for name in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14; do
        if command -v "$name" >/dev/null && is_new_enough "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

stamp_of() {
    {
        cat requirements.lock pyproject.toml packaging/environment.sh
        printf '%s\n' "$1" "$("$2" -VV)"
    } | sha256sum | cut -d ' ' -f 1
}

# Without python3-venv there is no ensurepip: borrow a pip, or a tool that makes environments.
borrow_pip() {
    local python=$1
    if command -v uv >/dev/null && uv venv -q --clear --seed --python "$python" .venv; then return 0; fi
    rm -rf .venv
    if "$python" -m virtualenv -q .venv 2>/dev/null; then return 0; fi
    "$python" -m venv --without-pip .venv
    "$python" -m pip --python .venv/bin/python install -q pip
}

make_environment() {
    local python=$1
    if .venv/bin/python -m pip --version >/dev/null 2>&1 && is_new_enough .venv/bin/python; then
        return 0
    fi
    rm -rf .venv
    if "$python" -m venv .venv >/dev/null 2>&1; then return 0; fi
    if borrow_pip "$python"; then return 0; fi
    say "No se pudo crear el entorno de Python. Instale python3-venv:"
    say "    sudo apt-get install python3-venv"
    exit 1
}

install_environment() {
    local root=$1 python stamp=.venv/.ventanilla-stamp
    if ! python=$(find_python); then
        say "Ventanilla necesita Python 3.11 o posterior (Python 3.11 or later is needed)."
        exit 1
    fi
    if [ -x .venv/bin/python ] && [ -f "$stamp" ] &&
        [ "$(cat "$stamp")" = "$(stamp_of "$root" .venv/bin/python)" ]; then
        return 0
    fi
    say "Preparando el entorno de Python en .venv (la primera vez tarda unos minutos)…"
    make_environment "$python"
    local pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input -q)
    "${pip[@]}" install --require-hashes -r requirements.lock
    PYTHONWARNINGS=ignore "${pip[@]}" install --no-deps --no-build-isolation -e .
    stamp_of "$root" .venv/bin/python >"$stamp"
}

# Brings a Windows machine from a clean clone to a working environment in .venv.
# Dot-sourced by run.ps1 and test.ps1. Safe to repeat: a stamp makes the second time cheap.
$ErrorActionPreference = 'Stop'
$Root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
Set-Location $Root

function Find-Python {
    foreach ($try in @(@('py', '-3.13'), @('py', '-3.12'), @('py', '-3.11'), @('python'), @('python3'))) {
        $exe = Get-Command $try[0] -ErrorAction SilentlyContinue
        if (-not $exe) { continue }
        $rest = @($try | Select-Object -Skip 1)
        & $exe.Source @rest -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>$null
        if ($LASTEXITCODE -eq 0) { return , (@($exe.Source) + $rest) }
    }
    throw 'Ventanilla necesita Python 3.11 o posterior (Python 3.11 or later is needed).'
}

function Invoke-Checked {
    param([string] $Exe, [string[]] $Arguments)
    & $Exe @Arguments
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Get-Stamp {
    $parts = foreach ($file in 'requirements.lock', 'pyproject.toml', 'packaging\windows\setup.ps1') {
        (Get-FileHash -Algorithm SHA256 (Join-Path $Root $file)).Hash
    }
    return ($parts + $Root) -join ' '
}

$VenvPython = Join-Path $Root '.venv\Scripts\python.exe'
$Stamp = Join-Path $Root '.venv\ventanilla-stamp'
if (-not ((Test-Path $VenvPython) -and (Test-Path $Stamp) -and ((Get-Content -Raw $Stamp).Trim() -eq (Get-Stamp)))) {
    Write-Host 'Preparando el entorno de Python en .venv (la primera vez tarda unos minutos)...'
    $python = Find-Python
    Invoke-Checked $python[0] (@($python | Select-Object -Skip 1) + @('-m', 'venv', '.venv'))
    $pip = @('-m', 'pip', '--disable-pip-version-check', '--no-input', '-q', 'install')
    Invoke-Checked $VenvPython ($pip + @('--require-hashes', '-r', 'requirements.lock'))
    Invoke-Checked $VenvPython ($pip + @('--no-deps', '--no-build-isolation', '-e', '.'))
    Set-Content -Path $Stamp -Value (Get-Stamp)
}

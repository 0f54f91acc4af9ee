# Runs the program (by default `ventanilla demo`) and ends with its exit status.
$words = if ($args.Count -gt 0) { @($args) } else { @('demo') }
. (Join-Path $PSScriptRoot 'setup.ps1')
& (Join-Path $Root '.venv\Scripts\ventanilla.exe') @words
exit $LASTEXITCODE

# Runs the program (by default `ventanilla demo`) and ends with its exit status.
. (Join-Path $PSScriptRoot 'setup.ps1')
if ($args.Count -eq 0) { $args = @('demo') }
& (Join-Path $Root '.venv\Scripts\ventanilla.exe') @args
exit $LASTEXITCODE

# Everything that can be tested on Windows. `test.ps1 proof` takes the long way.
# Left to Linux: a real X server, CUPS and system-call traces (tests/e2e and parts of tests/printing and tests/store).
$what = if ($args.Count -gt 0) { $args[0] } else { 'test' }
. (Join-Path $PSScriptRoot 'setup.ps1')
$env:QT_QPA_PLATFORM = 'offscreen'
$env:PYTHONUTF8 = '1'
foreach ($tool in @(@('ruff', 'check', '-q'), @('ruff', 'format', '--check', '-q'), @('mypy', '--no-error-summary'))) {
    Invoke-Checked $VenvPython (@('-m') + $tool)
}
Invoke-Checked (Join-Path $Root '.venv\Scripts\lint-imports.exe') @()
$pytest = @('-m', 'pytest', '-n', '2', '--ignore=tests/e2e')
if ($what -eq 'proof') { $pytest += @('-m', 'not bench') }
Invoke-Checked $VenvPython $pytest

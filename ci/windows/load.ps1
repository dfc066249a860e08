# The load test of each driver. With -KeepName the images keep the names by which Driver Verifier
# selects them; without it the load tester draws a new name for each load, unverified.
param(
  [Parameter(Mandatory)] [string] $Folder,
  [Parameter(Mandatory)] [string] $Out,
  [int] $Cycles = 20,
  [switch] $KeepName,
  # Only the drivers whose stop is refused: after one of them only a restart frees the machine.
  [switch] $Unstoppable,
  [string] $Model = '*'
)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'tools.psm1') -Force

$failures = @()
foreach ($driver in Get-Driver $Folder -Model $Model -Unstoppable:$Unstoppable) {
  $suffix = if ($KeepName) { '-verified' } else { '' }
  $arguments = @(
    (Join-Path $Out "$($driver.Image).sys"), '--name', $driver.Name, '--cycles', $Cycles,
    '--json', (Join-Path $Out "$($driver.Image)$suffix.json")
  )
  if ($KeepName) { $arguments += '--keep-name' }
  if ($driver.Stop -eq 'refused') { $arguments += '--stop-refused' }
  if ($driver.Device) { $arguments += '--device', $driver.Device }
  if ($driver.CountRequest) { $arguments += '--count-request', $driver.CountRequest }
  if ($driver.Port) { $arguments += '--port', $driver.Port }
  Write-Act $driver.Name "load-test $arguments"
  $begin = Get-Date
  # Its own lines stream through standard error.
  & (Join-Path $Folder 'load-test.exe') @arguments
  $code = $LASTEXITCODE
  try {
    if ($code -ne 0) { throw "the load test returned $code" }
    if ($KeepName) { Assert-Verified "$($driver.Image).sys" }
  } catch {
    $failures += "$($driver.Name): $_"
    Write-Act $driver.Name "FAILED: $_"
    Write-StartFailure 0 $begin
  }
}
Assert-NoneFailed $failures
# Not the code of the last program: a runner takes it for the step's.
exit 0

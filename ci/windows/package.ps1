# The way of an installer: catalogue, signature, InfVerif, then pnputil for each driver: install,
# start, connections, stop, remove.
param(
  [Parameter(Mandatory)] [string] $Folder,
  [Parameter(Mandatory)] [string] $Out
)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'tools.psm1') -Force

$Out = (New-Item -ItemType Directory -Force $Out).FullName
$thumbprint = New-TestCertificate $Out
$inf2cat = Find-Tool 'inf2cat.exe'
$infverif = Find-Tool 'infverif.exe'
$failures = @()
foreach ($driver in Get-Driver $Folder) {
  $name = $driver.Name
  $library = $driver.Library
  $service = $driver.Service
  $published = $null
  $begin = Get-Date
  try {
    # Only what the INF names: inf2cat refuses a package with other files.
    $package = New-Item -ItemType Directory -Force (Join-Path $Out $driver.Image)
    foreach ($kind in 'sys', 'inf') {
      Copy-Item (Join-Path $Folder "$($driver.Image)\$library.$kind") $package
    }
    Write-Act $name 'InfVerif'
    & $infverif /v /w "$package\$library.inf" *> (Join-Path $Out "$($driver.Image)-infverif.txt")
    $verified = $LASTEXITCODE
    Get-Content (Join-Path $Out "$($driver.Image)-infverif.txt") | Out-Host
    if ($verified -ne 0) { $failures += "${name}: InfVerif returned $verified" }
    Write-Act $name 'sign'
    # The image before the catalogue, which holds the hash of the signed file.
    Add-TestSignature $thumbprint @("$package\$library.sys")
    Invoke-Tool $inf2cat @("/driver:$package", '/os:10_X64,Server10_X64,ServerFE_X64', '/verbose')
    Add-TestSignature $thumbprint @("$package\$library.cat")
    Write-Act $name 'install'
    $text = & pnputil.exe /add-driver "$package\$library.inf" /install | Out-String
    $code = $LASTEXITCODE
    Write-Output $text
    if ($text -match '\boem\d+\.inf\b') { $published = $Matches[0] }
    if ($code -ne 0) { throw "pnputil /add-driver returned $code" }
    Write-Act $name 'start'
    & sc.exe start $service | Out-Host
    if ($LASTEXITCODE -ne 0) {
      $code = $LASTEXITCODE
      Write-StartFailure $code $begin
      throw "sc start returned $code"
    }
    Connect-Loopback 50 ([int] $driver.Port)
    Write-Act $name 'stop'
    Invoke-Tool sc.exe @('stop', $service)
    Wait-Until { Test-Stopped $service } "$service is not stopped after 20 seconds"
  } catch {
    Write-Act $name "FAILED: $_"
    $failures += "${name}: $_"
  }
  if ($published) {
    Write-Act $name "remove $published"
    & pnputil.exe /delete-driver $published /uninstall | Out-Host
    $code = $LASTEXITCODE
    # 1060: there is no such service.
    & sc.exe query $service | Out-Host
    if ($code -ne 0 -or $LASTEXITCODE -ne 1060) {
      $failures += "${name}: pnputil /delete-driver returned $code, and sc query $LASTEXITCODE instead of 1060"
    }
  }
}
Assert-NoneFailed $failures
# Not the code of the last program: a runner takes it for the step's.
exit 0

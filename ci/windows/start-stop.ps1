# Starts and stops each driver once, under Driver Verifier, with connections in between, and looks
# whether the filter engine knows its callout while it runs and no longer afterwards. A failure
# does not keep the next driver from its turn.
param(
  # The artifact of the build: drivers.json, and a folder for each driver.
  [Parameter(Mandatory)] [string] $Folder,
  # Where the images with their names for the load test are, and where logs go.
  [Parameter(Mandatory)] [string] $Out
)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'tools.psm1') -Force

function Get-WfpState([string] $Driver, [string] $When) {
  $file = Join-Path $Out "wfpstate-$($Driver -replace '/', '-')-$When.xml"
  & netsh.exe wfp show state "file=$file" | Out-Host
  if ($LASTEXITCODE -ne 0) { throw "netsh wfp show state returned $LASTEXITCODE" }
  $file
}

# A service needs the whole path of its image.
$Out = (Resolve-Path $Out).Path
$failures = @()
foreach ($driver in Get-Driver $Folder) {
  $name = $driver.Name
  $service = $driver.Image
  $image = Join-Path $Out "$service.sys"
  # The display name of its callout, sublayer and filters.
  $object = "Leave No Callout Behind: $($driver.Crate)<"
  $begin = Get-Date
  try {
    if (Select-String -SimpleMatch $object -Path (Get-WfpState $name 'before') -Quiet) {
      throw "the filter engine has objects of $name before its start"
    }
    Write-Act $name 'create'
    Invoke-Tool sc.exe @('create', $service, 'type=', 'kernel', 'start=', 'demand', 'binPath=', $image)
    if ($driver.Kmdf) {
      $key = "HKLM\SYSTEM\CurrentControlSet\Services\$service\Parameters\Wdf"
      Invoke-Tool reg.exe @('add', $key, '/v', 'VerifierOn', '/t', 'REG_DWORD', '/d', '1', '/f')
    }
    try {
      Write-Act $name 'start'
      & sc.exe start $service | Out-Host
      if ($LASTEXITCODE -ne 0) {
        $code = $LASTEXITCODE
        Write-StartFailure $code $begin
        throw "sc start returned $code"
      }
      try {
        # The control for the end: a driver that runs does show.
        $running = Get-CimInstance Win32_SystemDriver -Filter "Name='$service'"
        if ($running.State -ne 'Running') { throw "the service is '$($running.State)' after its start" }
        Assert-Verified "$service.sys"
        if (-not (Select-String -SimpleMatch $object -Path (Get-WfpState $name 'during') -Quiet)) {
          throw 'the filter engine knows no object of the driver while it runs'
        }
        Write-Act $name 'traffic'
        Connect-Loopback 50 ([int] $driver.Port)
      } finally {
        Write-Act $name 'stop'
        & sc.exe stop $service | Out-Host
        $stop = $LASTEXITCODE
      }
      if ($stop -ne 0) { throw "sc stop returned $stop" }
      Wait-Until { Test-Stopped $service } "$service is not stopped after 20 seconds"
      if (Select-String -SimpleMatch $object -Path (Get-WfpState $name 'after') -Quiet) {
        throw "the filter engine still has objects of $name after its stop"
      }
      Write-Act $name 'gone'
    } finally {
      & sc.exe delete $service | Out-Host
    }
  } catch {
    Write-Act $name "FAILED: $_"
    $failures += "${name}: $_"
  }
}
Assert-NoneFailed $failures
# Not the code of the last program: a runner takes it for the step's.
exit 0

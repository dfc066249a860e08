# Writes drivers.json: the metadata of each driver crate, for jobs without cargo.
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$drivers = foreach ($model in 'wdm', 'wdf') {
  $text = cargo metadata --no-deps --format-version 1 --manifest-path "drivers/$model/Cargo.toml"
  $metadata = $text | ConvertFrom-Json
  $wdk = $metadata.metadata.wdk.'driver-model'
  foreach ($package in $metadata.packages) {
    $stated = $package.metadata.'load-test'
    if (-not $stated) { throw "$model/$($package.name) has no [package.metadata.load-test]" }
    [pscustomobject] @{
      Name         = "$model/$($package.name)"
      Crate        = $package.name
      # Image and service of the load test. Both models have a crate of most names.
      Image        = "$model-$($package.name)"
      # Service of the INF.
      Service      = "$($package.name)-$model"
      # Cargo writes the file of a library with underscores; the INF has the same name.
      Library      = $package.name -replace '-', '_'
      Folder       = Split-Path $package.manifest_path
      Kmdf         = if ($model -eq 'wdf') { "$($wdk.'kmdf-version-major').$($wdk.'target-kmdf-version-minor')" }
      Stop         = $stated.stop
      Device       = $stated.device
      CountRequest = $stated.'count-request'
      Port         = $stated.port
    }
  }
}
New-Item -ItemType Directory -Force $Folder | Out-Null
$drivers | ConvertTo-Json | Set-Content (Join-Path $Folder 'drivers.json')
$drivers | Format-Table Name, Image, Library, Stop, Port, CountRequest | Out-Host
# Not the code of the last program: a runner takes it for the step's.
exit 0

# Copies each image to the name of its load test, signs it with a certificate of this run, and
# enables Driver Verifier for it.
param(
  [Parameter(Mandatory)] [string] $Folder,
  [Parameter(Mandatory)] [string] $Out,
  # Only the drivers whose stop is refused.
  [switch] $Unstoppable,
  [string] $Model = '*'
)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'tools.psm1') -Force

$Out = (New-Item -ItemType Directory -Force $Out).FullName
$thumbprint = New-TestCertificate $Out
$images = foreach ($driver in Get-Driver $Folder -Model $Model -Unstoppable:$Unstoppable) {
  $image = Join-Path $Out "$($driver.Image).sys"
  Copy-Item (Join-Path $Folder "$($driver.Image)\$($driver.Library).sys") $image
  $image
}
Add-TestSignature $thumbprint $images
foreach ($image in $images) {
  $signature = Get-AuthenticodeSignature $image
  Write-Output "$(Split-Path -Leaf $image) $((Get-FileHash $image -Algorithm SHA256).Hash) $($signature.Status) $($signature.SignerCertificate.Subject)"
}
# Driver Verifier fails a driver without an unload function (Writing an Unload Routine).
if (-not $Unstoppable) { Enable-Verifier @($images | Split-Path -Leaf) }
# Not the code of the last program: a runner takes it for the step's.
exit 0

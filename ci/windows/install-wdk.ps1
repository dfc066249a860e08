# Installs the newest WDK of one Windows version from NuGet, and sets the variables that wdk-build
# reads. Written after install-wdk of microsoft/windows-drivers-rs.
param([string] $Line = '10.0.26100')
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

# Microsoft withdraws versions: 10.0.26100.1591 is gone. So the newest one that is offered.
$index = 'https://api.nuget.org/v3-flatcontainer/microsoft.windows.wdk.x64/index.json'
$offered = (Invoke-RestMethod $index -MaximumRetryCount 3 -RetryIntervalSec 10).versions
$pattern = '^' + [regex]::Escape($Line) + '\.\d+$'
$version = $offered | Where-Object { $_ -match $pattern } | Sort-Object { [version] $_ } | Select-Object -Last 1
if (-not $version) { throw "NuGet offers no WDK $Line, only: $($offered -join ', ')" }
Write-Output "WDK $version"

$packages = 'C:\packages'
nuget install Microsoft.Windows.WDK.x64 -Version $version -OutputDirectory $packages -NonInteractive | Out-Host

function Find-Package([string] $Name) {
  $found = @(Get-ChildItem $packages -Directory |
      Where-Object Name -Match ('^' + [regex]::Escape("$Name.$Line") + '\.\d+$'))
  if ($found.Count -ne 1) { throw "$Name $Line is there $($found.Count) times: $($found.Name -join ', ')" }
  $found[0].FullName
}
$wdk = Find-Package 'Microsoft.Windows.WDK.x64'
$sdk = Find-Package 'Microsoft.Windows.SDK.CPP'
$variables = [ordered] @{
  Version_Number    = "$Line.0"
  FullVersionNumber = $version
  NugetPackagesRoot = $packages
  WindowsSdkBinPath = "$sdk\c\bin"
  WDKContentRoot    = "$wdk\c\"
  WDKBinRoot        = "$wdk\c\bin\$Line.0"
  WDKToolRoot       = "$wdk\c\tools\$Line.0"
}
foreach ($name in $variables.Keys) {
  $value = $variables[$name]
  if ($name -match 'Root$|Path$' -and -not (Test-Path $value)) { throw "${name}: there is no folder $value" }
  "$name=$value" >> $env:GITHUB_ENV
  Write-Output "$name=$value"
}
# Not the code of the last program: a runner takes it for the step's.
exit 0

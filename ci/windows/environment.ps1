# Prints what machine this is, before anything is built or loaded. It fails only where every later
# step would fail as well.
param([switch] $Loads)
$ErrorActionPreference = 'Continue'
Import-Module (Join-Path $PSScriptRoot 'tools.psm1') -Force

Write-Output "image $env:ImageOS $env:ImageVersion"
Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' |
  Format-List -Property ProductName, CurrentBuild, UBR, BuildLabEx
foreach ($tool in 'rustc', 'clang') {
  if (Get-Command $tool -ErrorAction SilentlyContinue) {
    Write-Output "--- $tool"
    & $tool $(if ($tool -eq 'rustc') { '-vV' } else { '--version' })
  }
}
$link = Find-VisualStudioTool 'link.exe'
if ($link) { Write-Output "link $((Get-Item $link).VersionInfo.FileVersion), $link" }
$settings = & bcdedit.exe /enum '{current}' | Out-String
Write-Output $settings
try {
  Write-Output "Secure Boot: $(Confirm-SecureBootUEFI)"
} catch {
  Write-Output "Secure Boot: $_"
}
Get-CimInstance -Namespace root\Microsoft\Windows\DeviceGuard -ClassName Win32_DeviceGuard |
  Format-List -Property VirtualizationBasedSecurityStatus, SecurityServices*, CodeIntegrityPolicyEnforcementStatus
if ($Loads) {
  # Hosted images have it on, and assert that (actions/runner-images, WindowsFeatures.Tests.ps1).
  if ($settings -notmatch '(?m)^testsigning\s+Yes') {
    throw 'Test signing is off, and turning it on takes a restart.'
  }
  if ((Get-Service BFE).Status -ne 'Running') {
    throw 'The base filtering engine (BFE) does not run: DriverEntry would fail.'
  }
}
# Not the code of the last program: a runner takes it for the step's.
exit 0

# Prints what machine this is, before anything is built or loaded. Nothing here fails the job but
# what makes every later step fail.
param([switch] $Loads)
$ErrorActionPreference = 'Continue'

Write-Output "image $env:ImageOS $env:ImageVersion"
Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' |
  Format-List -Property ProductName, CurrentBuild, UBR, BuildLabEx
foreach ($tool in 'rustc', 'clang') {
  if (Get-Command $tool -ErrorAction SilentlyContinue) {
    Write-Output "--- $tool"
    & $tool $(if ($tool -eq 'rustc') { '-vV' } else { '--version' })
  }
}
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

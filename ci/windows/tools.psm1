# What the scripts in this folder share: PowerShell 7, on Windows. NEVER RUN YET. Tests on Linux check
# their syntax and their names (ci/xtask/src/workflows/scripts.rs).

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

# A service or an image of ours, without `.sys`: model-crate (the load test), crate-model (the
# service of an INF), or the random name under which the load tester copies an image.
$OurName = '^(wd[mf]-[a-z-]+|[a-z-]+-wd[mf]|k[0-9A-Za-z]{10})$'

# Runs a program to its end, and throws unless it returns 0.
function Invoke-Tool([string] $Tool, [string[]] $Arguments) {
  & $Tool @Arguments | Out-Host
  if ($LASTEXITCODE -ne 0) {
    throw "$Tool $Arguments failed with $LASTEXITCODE"
  }
}

# One line, out at once: after a bug check only lines that were streamed remain.
function Write-Act([string] $Driver, [string] $Act) {
  [Console]::Out.WriteLine("$([DateTime]::UtcNow.ToString('HH:mm:ss.fff')) ${Driver}: $Act")
  [Console]::Out.Flush()
}

# The drivers, as list-drivers.ps1 wrote them: the one that counts its classify calls first, since
# it alone proves that loopback traffic reaches the layer.
function Get-Driver([string] $Folder, [string] $Model = '*', [switch] $Unstoppable) {
  $all = Get-Content -Raw (Join-Path $Folder 'drivers.json') | ConvertFrom-Json
  $chosen = @($all | Where-Object {
      ($_.Stop -eq 'refused') -eq $Unstoppable.IsPresent -and $_.Name -like "$Model/*"
    })
  if ($chosen.Count -eq 0) { throw "$Folder\drivers.json names no such driver" }
  $chosen | Sort-Object @{ Expression = { $null -eq $_.CountRequest } }, @{ Expression = 'Name' }
}

# A program of the kits: from the packages of install-wdk.ps1 if they are there, else as installed.
function Find-Tool([string] $Name) {
  $roots = @($env:NugetPackagesRoot, "${env:ProgramFiles(x86)}\Windows Kits\10") | Where-Object { $_ }
  foreach ($root in $roots) {
    # The folders differ in architecture and version: x64 before x86, the newest first.
    $found = Get-ChildItem $root -Recurse -Filter $Name -ErrorAction SilentlyContinue |
      Where-Object FullName -NotMatch '\\arm(64)?\\' |
      Sort-Object @{ Expression = { $_.FullName -notmatch '\\x64\\' } }, @{ Expression = { $_.VersionInfo.FileVersionRaw }; Descending = $true } |
      Select-Object -First 1
    if ($found) { return $found.FullName }
  }
  throw "there is no $Name below $($roots -join ', ')"
}

function Find-VisualStudioTool([string] $Name) {
  $finder = "${env:ProgramFiles(x86)}\Microsoft Visual Studio\Installer\vswhere.exe"
  $found = & $finder -latest -products '*' -find "VC\Tools\MSVC\*\bin\Hostx64\x64\$Name"
  $found | Select-Object -Last 1
}

# A certificate for this run alone, trusted by this machine alone.
function New-TestCertificate([string] $Folder) {
  $certificate = New-SelfSignedCertificate -Type CodeSigningCert -CertStoreLocation Cert:\LocalMachine\My `
    -Subject 'CN=Leave No Callout Behind, this run only' -NotAfter (Get-Date).AddDays(1)
  $file = Join-Path $Folder 'test.cer'
  Export-Certificate -Cert $certificate -FilePath $file | Out-Null
  foreach ($store in 'Root', 'TrustedPublisher') {
    Import-Certificate -FilePath $file -CertStoreLocation "Cert:\LocalMachine\$store" | Out-Null
  }
  $certificate.Thumbprint
}

function Add-TestSignature([string] $Thumbprint, [string[]] $Files) {
  $signtool = Find-Tool 'signtool.exe'
  Invoke-Tool $signtool (@('sign', '/fd', 'SHA256', '/sm', '/s', 'My', '/sha1', $Thumbprint) + $Files)
  Invoke-Tool $signtool (@('verify', '/pa') + $Files)
}

# Connections over loopback. Both ends close with a reset, so that no port stays in TIME_WAIT.
function Connect-Loopback([int] $Times, [int] $Port) {
  $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $Port)
  $listener.Start()
  try {
    foreach ($number in 1..$Times) {
      $client = [Net.Sockets.TcpClient]::new('127.0.0.1', $listener.LocalEndpoint.Port)
      $accepted = $listener.AcceptTcpClient()
      foreach ($end in $client, $accepted) {
        $end.LingerState = [Net.Sockets.LingerOption]::new($true, 0)
        $end.Dispose()
      }
    }
  } finally {
    $listener.Stop()
  }
}

# Has Driver Verifier check these images from their next start on, without a restart.
# - Windows 10: these are the flags that /volatile takes (using-volatile-settings).
# - Windows 11: of them /volatile takes only 0x20 and 0x80; /dif with /now takes these rules
#   (verifier-command-line).
# - Server 2022, build 20348: not documented. So the first command is tried, then the second.
# Neither exit code decides: Assert-Verified does, on a driver that runs.
function Enable-Verifier([string[]] $Images) {
  if ([Environment]::OSVersion.Version.Build -lt 22000) {
    & verifier.exe /volatile /adddriver @Images /flags 0x9BB | Out-Host
    if ($LASTEXITCODE -eq 0) { return }
    Write-Output "::notice::verifier /volatile returned ${LASTEXITCODE}; trying /dif"
  }
  & verifier.exe /dif 1 2 4 5 9 12 18 /now /driver @Images | Out-Host
  Write-Output "verifier /dif returned $LASTEXITCODE"
}

function Assert-Verified([string] $Image) {
  $text = & verifier.exe /query | Out-String
  if ($text -notmatch "(?i)\b$([regex]::Escape($Image))\b") {
    throw "Driver Verifier does not list $Image, so this run does not test under Driver Verifier. verifier /query:`n$text"
  }
}

# What Windows recorded about a driver that did not start.
function Write-StartFailure([int] $Code, [datetime] $Since) {
  if ($Code -ne 0) { & net.exe helpmsg $Code | Out-Host }
  foreach ($log in 'Microsoft-Windows-CodeIntegrity/Operational', 'System') {
    Write-Output "--- $log"
    Get-WinEvent -FilterHashtable @{ LogName = $log; StartTime = $Since } -ErrorAction SilentlyContinue |
      Select-Object -First 20 |
      Format-List -Property TimeCreated, Id, ProviderName, Message | Out-Host
  }
}

# Services of ours that Windows knows, and images of ours that its kernel has loaded.
function Get-Left([string] $Folder) {
  $libraries = @(Get-Content -Raw (Join-Path $Folder 'drivers.json') | ConvertFrom-Json).Library
  $services = @(Get-CimInstance Win32_SystemDriver | Where-Object Name -Match $OurName)
  foreach ($service in $services) { "service $($service.Name), $($service.State), $($service.PathName)" }
  $loaded = @(& (Join-Path $Folder 'load-test.exe') --loaded)
  if ($LASTEXITCODE -ne 0 -or $loaded -notcontains 'ntoskrnl.exe') {
    throw "the list of loaded images has no ntoskrnl.exe, so it proves nothing: $($loaded.Count) names"
  }
  foreach ($image in $loaded) {
    $name = $image -replace '\.sys$'
    if ($image -match '\.sys$' -and ($name -match $OurName -or $name -in $libraries)) { "image $image" }
  }
}

# Waits for an end that comes in a moment or not at all.
function Wait-Until([scriptblock] $Holds, [string] $Else) {
  $deadline = (Get-Date).AddSeconds(20)
  while (-not (& $Holds)) {
    if ((Get-Date) -gt $deadline) { throw $Else }
    Start-Sleep -Milliseconds 200
  }
}

function Test-Stopped([string] $Service) {
  (& sc.exe query $Service | Out-String) -match 'STATE\s+:\s+1\s'
}

# Shows all failures at the end, none of them at the first driver.
function Assert-NoneFailed([string[]] $Failures) {
  foreach ($failure in $Failures) { Write-Output "::error::$($failure -replace '\r?\n', '%0A')" }
  if ($Failures.Count -gt 0) { throw "$($Failures.Count) failed; each is named above" }
}

Export-ModuleMember -Function *

# Copies what Windows wrote about the run. Each of these may be missing.
param([Parameter(Mandatory)] [string] $Out)
$ErrorActionPreference = 'Continue'

New-Item -ItemType Directory -Force $Out | Out-Null
& verifier.exe /query *> (Join-Path $Out 'verifier-query.txt')
& verifier.exe /querysettings *> (Join-Path $Out 'verifier-querysettings.txt')
& driverquery.exe /v /fo csv *> (Join-Path $Out 'driverquery.csv')
foreach ($log in 'System', 'Application', 'Microsoft-Windows-CodeIntegrity/Operational') {
  & wevtutil.exe export-log $log (Join-Path $Out "$($log -replace '/', '-').evtx") /overwrite:true
}
$files = "$env:SystemRoot\INF\setupapi.dev.log", "$env:SystemRoot\Minidump", "$env:SystemRoot\LiveKernelReports"
foreach ($file in $files | Where-Object { Test-Path $_ }) {
  Copy-Item $file $Out -Recurse -ErrorAction Continue
}
# Not the code of the last program: a runner takes it for the step's.
exit 0

# Puts what was built into one folder: for each driver its image, symbols, map and INF, beside them
# the load tester and drivers.json. Prints what an image is: hash, headers, imports.
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'tools.psm1') -Force

Copy-Item target\release\load-test.exe $Folder
Copy-Item target\release\load_test.pdb $Folder -ErrorAction Continue
$dumpbin = Find-VisualStudioTool 'dumpbin.exe'
$stampinf = Find-Tool 'stampinf.exe'
foreach ($driver in Get-Content -Raw (Join-Path $Folder 'drivers.json') | ConvertFrom-Json) {
  $library = $driver.Library
  $built = Join-Path (Split-Path $driver.Folder) 'target\release'
  $to = New-Item -ItemType Directory -Force (Join-Path $Folder $driver.Image)
  Copy-Item "$built\$library.dll" "$to\$library.sys"
  foreach ($kind in 'pdb', 'map') {
    # The linker writes to `deps`; of some files Cargo makes a second name beside it.
    $found = "$built\deps\$library.$kind", "$built\$library.$kind" | Where-Object { Test-Path $_ } | Select-Object -First 1
    if ($found) { Copy-Item $found "$to\$library.$kind" } else { Write-Output "::warning::no $library.$kind" }
  }
  Copy-Item (Join-Path $driver.Folder "$library.inx") "$to\$library.inf"
  $arguments = @('-f', "$to\$library.inf", '-d', '*', '-a', 'amd64', '-c', "$library.cat", '-v', '*')
  if ($driver.Kmdf) { $arguments += @('-k', $driver.Kmdf) }
  Invoke-Tool $stampinf $arguments
  Write-Output "--- $($driver.Name) $((Get-FileHash "$to\$library.sys" -Algorithm SHA256).Hash)"
  & $dumpbin /nologo /headers /imports "$to\$library.sys" | Out-File "$to\$library.dumpbin.txt"
  Select-String -Path "$to\$library.dumpbin.txt" -Pattern '\.sys$|\.exe$|subsystem|DLL characteristics' |
    ForEach-Object Line | Out-Host
}
# Not the code of the last program: a runner takes it for the step's.
exit 0

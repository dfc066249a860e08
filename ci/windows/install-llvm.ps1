# Unpacks LLVM, for bindgen, unless the cache has it; sets LIBCLANG_PATH and PATH.
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

# The version that windows-drivers-rs builds with. Which later ones are good is not known (#736).
$version = '17.0.6'
# Of LLVM-17.0.6-win64.exe, as winget's manifest of LLVM.LLVM 17.0.6 has it.
$expected = '89DC351AF8E8FA1CAFC6B48411E608AA9457C930A10F984AAD5D21AB020165B2'

$bin = Join-Path $Folder 'bin'
if (-not (Test-Path "$bin\libclang.dll")) {
  $installer = Join-Path $env:RUNNER_TEMP "LLVM-$version-win64.exe"
  $address = "https://github.com/llvm/llvm-project/releases/download/llvmorg-$version/LLVM-$version-win64.exe"
  Invoke-WebRequest $address -OutFile $installer -MaximumRetryCount 3 -RetryIntervalSec 10
  $hash = (Get-FileHash $installer -Algorithm SHA256).Hash
  if ($hash -ne $expected) { throw "$address has the SHA-256 $hash, expected $expected" }
  7z x $installer "-o$Folder" -y | Out-Null
  Remove-Item $installer
}
$said = & "$bin\clang.exe" --version | Select-Object -First 1
if ($said -notmatch [regex]::Escape($version)) { throw "clang is '$said', not $version" }
Write-Output $said
"LIBCLANG_PATH=$bin" >> $env:GITHUB_ENV
$bin >> $env:GITHUB_PATH
# Not the code of the last program: a runner takes it for the step's.
exit 0

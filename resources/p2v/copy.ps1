# Made by Virtdeck for one machine and one use: shows whether this Windows can become a virtual machine (check), or copies its disks to
# the console that made this script (copy). Run it as administrator, in Windows PowerShell 3 or newer:
#   powershell -ExecutionPolicy Bypass -File THIS-FILE
# Disks are only read. Shadow copies are made for the time of the copy and removed; this file removes itself when all is done.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$addresses = @(@ADDRESSES@)
$port = @PORT@
$token = '@TOKEN@'
$pin = '@PIN@'
$what = '@WHAT@'
$patience = 86400
$inventory = {
@INVENTORY@
}
$me = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { Write-Host 'Run this script as administrator.'; exit 1 }
Add-Type -TypeDefinition @'
using System;
using System.IO;
using System.IO.Compression;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Win32.SafeHandles;
public static class VirtdeckDisk {
  [DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern SafeFileHandle CreateFile(string name, uint access, uint share, IntPtr security, uint creation, uint flags, IntPtr template);
  public static FileStream Open(string name) {
    SafeFileHandle handle = CreateFile(name, 0x80000000, 7, IntPtr.Zero, 3, 0, IntPtr.Zero);
    if (handle.IsInvalid) { throw new System.ComponentModel.Win32Exception(Marshal.GetLastWin32Error(), name); }
    return new FileStream(handle, FileAccess.Read, 4096);
  }
  public static bool Fill(FileStream from, long offset, byte[] data, int start, int length) {
    try {
      from.Seek(offset, SeekOrigin.Begin);
      int done = 0;
      while (done < length) {
        int count = from.Read(data, start + done, length - done);
        if (count <= 0) { return false; }
        done += count;
      }
      return true;
    } catch (IOException) { return false; }
  }
}
public class VirtdeckLink {
  readonly TcpClient client; readonly SslStream stream; readonly SHA256 sha = SHA256.Create();
  public VirtdeckLink(string address, int port, string pin) {
    client = new TcpClient(address.Contains(":") ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork);
    client.ReceiveTimeout = 120000; client.SendTimeout = 120000; client.NoDelay = true;
    client.Connect(address, port);
    stream = new SslStream(client.GetStream(), false, delegate(object sender, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors) {
      using (SHA256 digest = SHA256.Create()) {
        return BitConverter.ToString(digest.ComputeHash(certificate.GetRawCertData())).Replace("-", "") == pin;
      }
    });
    stream.AuthenticateAsClient("virtdeck", null, (SslProtocols)3072, false);
  }
  public void Send(char kind, byte[] payload, int length) {
    byte[] head = new byte[] { (byte)kind, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length };
    stream.Write(head, 0, 5); stream.Write(payload, 0, length); stream.Flush();
  }
  public void Say(char kind, string text) { byte[] payload = new System.Text.UTF8Encoding(false).GetBytes(text); Send(kind, payload, payload.Length); }
  byte[] Take(int length) {
    byte[] data = new byte[length]; int done = 0;
    while (done < length) {
      int count = stream.Read(data, done, length - done);
      if (count <= 0) { throw new IOException("the connection was closed"); }
      done += count;
    }
    return data;
  }
  public string[] Hear() {
    byte[] head = Take(5);
    int length = (head[1] << 24) | (head[2] << 16) | (head[3] << 8) | head[4];
    if (length < 0 || length > (1 << 20)) { throw new IOException("a message that is too long"); }
    return new string[] { ((char)head[0]).ToString(), System.Text.Encoding.UTF8.GetString(Take(length)) };
  }
  public void Extent(long offset, byte[] data, int length) {
    byte[] digest = sha.ComputeHash(data, 0, length);
    bool empty = true;
    for (int at = 0; at < length; at++) { if (data[at] != 0) { empty = false; break; } }
    byte[] packed = new byte[0]; byte packing = 0; int size = 0;
    if (!empty) {
      using (MemoryStream memory = new MemoryStream()) {
        using (DeflateStream deflate = new DeflateStream(memory, CompressionLevel.Fastest, true)) { deflate.Write(data, 0, length); }
        packed = memory.ToArray();
      }
      packing = 2; size = packed.Length;
      if (size >= length) { packed = data; packing = 1; size = length; }
    }
    byte[] payload = new byte[45 + size];
    for (int at = 0; at < 8; at++) { payload[at] = (byte)(offset >> (8 * (7 - at))); }
    for (int at = 0; at < 4; at++) { payload[8 + at] = (byte)(length >> (8 * (3 - at))); }
    payload[12] = packing;
    Buffer.BlockCopy(digest, 0, payload, 13, 32);
    Buffer.BlockCopy(packed, 0, payload, 45, size);
    Send('E', payload, payload.Length);
  }
  public void Close() { stream.Dispose(); client.Close(); }
}
'@
@SHADOWS@
$shadows = @{}
$moment = $null
$temporary = [IO.Path]::GetTempPath()
$record = Join-Path $temporary "$([IO.Path]::GetFileName($PSCommandPath)).shadows"
$writer = $null
function Hold($numbers) {
  # Shadow copies of the volumes of all disks that are wanted, before the first is read: of one moment where Windows can do that.
  # Not of what BitLocker encrypts: they are plain text, and between what is read from the disk they would make no volume.
  if ($script:moment) { return }
  $script:writer = New-Object IO.StreamWriter ([IO.File]::Open($record, 'Create', 'Write', 'None'))
  $script:writer.AutoFlush = $true
  $locked = @(Get-CimInstance -Namespace root\cimv2\Security\MicrosoftVolumeEncryption -ClassName Win32_EncryptableVolume -ErrorAction SilentlyContinue |
    Where-Object { $_.ProtectionStatus -ne 0 -or $_.ConversionStatus -ne 0 } | ForEach-Object { $_.DriveLetter })
  $volumes = @(Get-Partition -DiskNumber $numbers -ErrorAction SilentlyContinue | Where-Object { $_.DriveLetter } | ForEach-Object { "$($_.DriveLetter):" })
  $letters = @($volumes | Where-Object {
    $locked -notcontains $_ -and @('NTFS', 'ReFS') -contains (Get-Volume -DriveLetter $_.Substring(0, 1)).FileSystem })
  $made = @()
  $apart = 0
  if ($letters.Count -gt 1 -and (Get-Command diskshadow.exe -ErrorAction SilentlyContinue)) {
    try { $made = @(Shadow-Set $letters) } catch { Write-Host "$_" }
  }
  if ($made.Count -eq 0) {
    $since = Get-Date
    foreach ($letter in $letters) { try { $made += Shadow-One $letter; $script:writer.WriteLine($made[-1].id) } catch { Write-Host "${letter} $_" } }
    if ($made.Count -gt 1) { $apart = [int]((Get-Date) - $since).TotalSeconds }
  } else { foreach ($each in $made) { $script:writer.WriteLine($each.id) } }
  foreach ($each in $made) { $shadows[$each.letter.Substring(0, 1)] = $each }
  $loose = @($volumes | Where-Object { -not $shadows.ContainsKey($_.Substring(0, 1)) })
  $script:moment = @{ loose = $loose; apart = $apart }
}
function Forget($ids) { Get-WmiObject Win32_ShadowCopy | Where-Object { $ids -contains $_.ID } | ForEach-Object { $_.Delete() } }
Get-ChildItem -LiteralPath $temporary -Filter 'virtdeck-copy-*.ps1.shadows' | ForEach-Object {
  # A script that was killed left shadow copies. The record of one that runs can't be opened.
  try {
    $ids = @([IO.File]::ReadAllLines($_.FullName))
    Forget $ids
    Remove-Item -LiteralPath $_.FullName -Force
  } catch { Write-Host "$_" }
}
$areas = @{}
function Areas($number) {
  # What of a disk is read from shadow copies: first byte, length, open stream.
  if (-not $areas.ContainsKey($number)) {
    $areas[$number] = @(Get-Partition -DiskNumber $number | Where-Object { $_.DriveLetter } | Sort-Object Offset | ForEach-Object {
      $shadow = $shadows["$($_.DriveLetter)"]
      if ($shadow) { @{ offset = [long]$_.Offset; length = [long]$_.Size; stream = [VirtdeckDisk]::Open($shadow.device) } }
    })
  }
  $areas[$number]
}
function Send-Disk($link, $order) {
  $number = [int]$order.disk; $size = [long]$order.size; $step = [int]$order.extent
  Hold @($order.disks)
  $found = @(Areas $number)
  $whole = [VirtdeckDisk]::Open("\\.\PhysicalDrive$number")
  $data = New-Object byte[] $step
  try {
    for ($offset = [long]$order.from; $offset -lt $size; $offset += $step) {
      $length = [int][Math]::Min([long]$step, $size - $offset)
      if (-not [VirtdeckDisk]::Fill($whole, $offset, $data, 0, $length)) { throw "PhysicalDrive$number can not be read at byte $offset" }
      foreach ($area in $found) {
        $first = [Math]::Max($offset, $area.offset); $last = [Math]::Min($offset + $length, $area.offset + $area.length)
        if ($first -lt $last) {
          # The last sectors of a partition are not part of its shadow copy: what the disk itself has stays there.
          $part = New-Object byte[] ([int]($last - $first))
          if ([VirtdeckDisk]::Fill($area.stream, $first - $area.offset, $part, 0, $part.Length)) {
            [Buffer]::BlockCopy($part, 0, $data, [int]($first - $offset), $part.Length)
          } elseif ($last -lt $area.offset + $area.length) { throw "the shadow copy can not be read at byte $first" }
        }
      }
      $link.Extent($offset, $data, $length)
      Write-Progress -Activity "Copying PhysicalDrive$number" -PercentComplete ([int](100 * $offset / $size))
    }
    $link.Say('V', (@{ disk = $number; loose = $moment.loose; apart = $moment.apart } | ConvertTo-Json -Compress))
  } finally { $whole.Dispose() }
}
$told = "$(& $inventory)"
$ended = $failed = $false
$since = Get-Date
try {
  while (-not $ended) {
    foreach ($address in $addresses) {
      $link = $null
      try {
        $link = New-Object VirtdeckLink $address, $port, $pin
        $link.Say('H', "{`"protocol`": 1, `"token`": `"$token`", `"what`": `"$what`"}")
        if ($link.Hear()[0] -ne 'O') { throw 'the console refused this script' }
        $link.Say('I', $told)
        $since = Get-Date
        while (-not $ended) {
          $heard = $link.Hear()
          switch -CaseSensitive ($heard[0]) {
            'D' { Send-Disk $link ($heard[1] | ConvertFrom-Json); $since = Get-Date }
            'R' { Write-Host $heard[1] }
            'N' { }
            'Z' { $ended = $true; Write-Host 'Done.' }
            'X' { $ended = $true; Write-Host "The console has ended it: $($heard[1])" }
            default { throw "unknown message $($heard[0])" }
          }
        }
        break
      } catch {
        Write-Host "${address}: $($_.Exception.Message)"
      } finally { if ($link) { $link.Close() } }
    }
    if (-not $ended) {
      if (((Get-Date) - $since).TotalSeconds -gt $patience) { Write-Host 'The console can not be reached any more.'; $failed = $true; break }
      Start-Sleep -Seconds 5
    }
  }
} finally {
  foreach ($list in $areas.Values) { foreach ($area in $list) { $area.stream.Dispose() } }
  if ($shadows.Count) { Forget @($shadows.Values | ForEach-Object { $_.id }) }
  if ($writer) { $writer.Dispose(); Remove-Item -LiteralPath $record -Force }
}
if ($failed) { exit 1 }
Remove-Item -LiteralPath $PSCommandPath -Force

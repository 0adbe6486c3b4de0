# Reads areas of this machine's disks and shadow copies for Virtdeck, and sends them, or their digests, to standard output. Changes nothing.
# The C# was tried under Mono; the PowerShell around it and the calls of kernel32 have never run on Windows.
# $plan has one line for each: offset length device block skip count. Windows PowerShell 3 and later.
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
public static class VirtdeckDevice {
  [DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern SafeFileHandle CreateFile(string name, uint access, uint share, IntPtr security, uint creation, uint flags, IntPtr template);
  public static FileStream Open(string name) {
    SafeFileHandle handle = CreateFile(name, 0x80000000, 7, IntPtr.Zero, 3, 0, IntPtr.Zero);
    if (handle.IsInvalid) { throw new System.ComponentModel.Win32Exception(Marshal.GetLastWin32Error(), name); }
    uint count;
    DeviceIoControl(handle, 0x00090083, IntPtr.Zero, 0, null, 0, out count, IntPtr.Zero); // FSCTL_ALLOW_EXTENDED_DASD_IO; disks know it not
    return new FileStream(handle, FileAccess.Read, 4096);
  }
  [DllImport("kernel32.dll", SetLastError = true)]
  static extern bool DeviceIoControl(SafeFileHandle handle, uint code, IntPtr data, int size, byte[] answer, int room, out uint count, IntPtr overlapped);
  public static long Length(FileStream device) {
    uint count; byte[] answer = new byte[8];
    if (!DeviceIoControl(device.SafeFileHandle, 0x0007405C, IntPtr.Zero, 0, answer, 8, out count, IntPtr.Zero)) { // IOCTL_DISK_GET_LENGTH_INFO
      throw new System.ComponentModel.Win32Exception(Marshal.GetLastWin32Error(), "length");
    }
    return BitConverter.ToInt64(answer, 0);
  }
}
public class VirtdeckReader {
  const int Block = 1 << 18, Cluster = 2 << 20;
  readonly Func<string, FileStream> open; readonly Func<FileStream, long> size; readonly FileStream whole;
  readonly Dictionary<string, FileStream> opened = new Dictionary<string, FileStream>();
  readonly byte[] data = new byte[Block];
  Stream to; long zeros, reached;
  public VirtdeckReader(string disk, Func<string, FileStream> open, Func<FileStream, long> size) { this.open = open; this.size = size; whole = open(disk); opened[disk] = whole; }
  static int Fill(FileStream from, long offset, byte[] data, int start, int length) {
    int done = 0;
    try {
      from.Seek(offset, SeekOrigin.Begin);
      while (done < length) {
        int count = from.Read(data, start + done, length - done);
        if (count <= 0) { break; }
        done += count;
      }
    } catch (IOException) { }
    return done;
  }
  int Next(FileStream from, long start, long offset, int length) {
    int done = Fill(from, start, data, 0, length);
    // What is behind the last whole cluster of a file system is not in its shadow copy: what the disk itself has there is sent.
    // Anywhere else the shadow copy is damaged, or gone, and the disk has other contents.
    return done < length && from != whole && start + done + Cluster > size(from) ? done + Fill(whole, offset + done, data, done, length - done) : done;
  }
  void Say(string text) { byte[] line = Encoding.ASCII.GetBytes(text + "\n"); to.Write(line, 0, line.Length); }
  void Zeros(long end) { if (zeros > 0) { Say("Z " + (end - zeros) + " " + zeros); zeros = 0; } }
  bool Each(string line, Action<long, int> take) {
    string[] words = line.Trim().Split(' ');
    long offset = long.Parse(words[0]), length = long.Parse(words[1]), start = long.Parse(words[3]) * long.Parse(words[4]);
    reached = offset;
    if (words[2] == "/dev/zero") {
      Array.Clear(data, 0, Block);
      for (; reached < offset + length; ) { int some = (int)Math.Min(Block, offset + length - reached); take(reached, some); reached += some; }
      return true;
    }
    FileStream from;
    if (!opened.TryGetValue(words[2], out from)) { from = open(words[2]); opened[words[2]] = from; }
    while (reached < offset + length) {
      int some = (int)Math.Min(Block, offset + length - reached);
      if (Next(from, start + reached - offset, reached, some) < some) { return false; }
      take(reached, some);
      reached += some;
    }
    return true;
  }
  void Send(long offset, int length) {
    bool empty = true;
    for (int at = 0; at < length; at++) { if (data[at] != 0) { empty = false; break; } }
    if (empty) { zeros += length; return; }
    Zeros(offset);
    Say("D " + offset + " " + length);
    to.Write(data, 0, length);
  }
  public void Extents(string[] plan, Stream output, bool packed) {
    byte[] head = Encoding.ASCII.GetBytes("R\n");
    output.Write(head, 0, head.Length); output.Flush();
    to = packed ? (Stream)new GZipStream(output, CompressionLevel.Fastest, true) : new BufferedStream(output, Block);
    foreach (string line in plan) {
      bool good = Each(line, Send);
      Zeros(reached);
      if (!good) { Say("X " + reached); break; }
      Say("K");
    }
    if (packed) { to.Close(); } else { to.Flush(); }
    output.Flush();
  }
  public void Sums(string[] plan, Stream output) {
    to = output;
    foreach (string line in plan) {
      string[] words = line.Split(' ');
      using (SHA256 digest = SHA256.Create()) {
        bool good = Each(line, delegate(long offset, int length) { digest.TransformBlock(data, 0, length, null, 0); });
        digest.TransformFinalBlock(data, 0, 0);
        Say("S " + words[0] + " " + words[1] + " " + (good ? BitConverter.ToString(digest.Hash).Replace("-", "").ToLowerInvariant() : "unreadable"));
      }
      to.Flush();
    }
  }
}
'@
$open = [Func[string, IO.FileStream]] { param($name) [VirtdeckDevice]::Open($name) }
$size = [Func[IO.FileStream, long]] { param($device) [VirtdeckDevice]::Length($device) }
$reader = New-Object VirtdeckReader '@DISK@', $open, $size
if ('@WHAT@' -eq 'sums') { $reader.Sums([string[]]$plan, [Console]::OpenStandardOutput()) }
else { $reader.Extents([string[]]$plan, [Console]::OpenStandardOutput(), ('@WHAT@' -eq 'gzip')) }

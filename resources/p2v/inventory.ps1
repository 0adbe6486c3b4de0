# Inventory of this Windows machine for Virtdeck: changes nothing, prints one JSON object.
# Windows PowerShell 3 and later.
$ErrorActionPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
function Item($class, $space = 'root\cimv2') { Get-CimInstance -Namespace $space -ClassName $class }
$os = Item Win32_OperatingSystem
$system = Item Win32_ComputerSystem
$bios = Item Win32_BIOS
$admin = ([Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
$locked = @(Item Win32_EncryptableVolume 'root\cimv2\Security\MicrosoftVolumeEncryption' | Where-Object { $_.ProtectionStatus -ne 0 -or $_.ConversionStatus -ne 0 } | ForEach-Object { $_.DriveLetter })
$volumes = @{}
Get-Volume | Where-Object { $_.DriveLetter } | ForEach-Object { $volumes["$($_.DriveLetter)"] = $_ }
$disks = @(Get-Disk | Sort-Object Number | ForEach-Object {
  $disk = $_
  $parts = @(Get-Partition -DiskNumber $disk.Number | Sort-Object Offset | ForEach-Object {
    $volume = if ($_.DriveLetter) { $volumes["$($_.DriveLetter)"] } else { $_ | Get-Volume }
    @{ number = $_.PartitionNumber; size = [string]$_.Size; offset = [string]$_.Offset; letter = "$($_.DriveLetter)".Trim([char]0); type = "$($_.Type)"; gpt = "$($_.GptType)"; mbr = [int]$_.MbrType
       system = [bool]$_.IsSystem; boot = [bool]$_.IsBoot; fs = "$($volume.FileSystem)"; label = "$($volume.FileSystemLabel)"
       used = if ($volume -and $volume.Size) { [string]($volume.Size - $volume.SizeRemaining) } else { '' } }
  })
  @{ number = $disk.Number; size = [string]$disk.Size; model = "$($disk.FriendlyName)"; serial = "$($disk.SerialNumber)".Trim(); bus = "$($disk.BusType)"; sector = [int]$disk.LogicalSectorSize
     table = "$($disk.PartitionStyle)"; system = [bool]($disk.IsSystem -or $disk.IsBoot); parts = $parts }
})
$nics = @(Get-NetAdapter -Physical | ForEach-Object {
  $at = $_.ifIndex
  $four = Get-NetIPInterface -InterfaceIndex $at -AddressFamily IPv4
  @{ name = $_.Name; mac = $_.MacAddress; up = "$($_.Status)" -eq 'Up'; driver = "$($_.DriverFileName)"; dhcp = "$($four.Dhcp)" -eq 'Enabled'
     addresses = @(Get-NetIPAddress -InterfaceIndex $at | Where-Object { $_.AddressState -eq 'Preferred' -and $_.IPAddress -notlike 'fe80*' } | ForEach-Object { "$($_.IPAddress)/$($_.PrefixLength)" })
     gateway = "$((Get-NetRoute -InterfaceIndex $at -DestinationPrefix '0.0.0.0/0' | Select-Object -First 1).NextHop)"
     dns = @((Get-DnsClientServerAddress -InterfaceIndex $at -AddressFamily IPv4).ServerAddresses) }
})
$letters = @{}
Item Win32_Volume | Where-Object { $_.DriveLetter } | ForEach-Object { $letters[$_.DeviceID] = $_.DriveLetter }
$shadows = @(Item Win32_ShadowCopy | ForEach-Object {
  @{ id = $_.ID; letter = "$($letters[$_.VolumeName])"; age = [string][long]((Get-Date) - $_.InstallDate).TotalSeconds }
})
$running = @(Get-Service | Where-Object { "$($_.Status)" -eq 'Running' } | ForEach-Object { $_.Name })
$policy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\PowerShell', 'HKLM:\SOFTWARE\Microsoft\PowerShell\1\ShellIds\Microsoft.PowerShell' |
  ForEach-Object { (Get-ItemProperty $_).ExecutionPolicy } | Where-Object { $_ } | Select-Object -First 1
@{ version = 1; admin = $admin; host = "$env:COMPUTERNAME"; caption = "$($os.Caption)".Trim(); release = "$($os.Version)"; arch = "$env:PROCESSOR_ARCHITECTURE"; memory = [string]$system.TotalPhysicalMemory
   cpus = [int]$system.NumberOfLogicalProcessors; cpu = "$((Item Win32_Processor | Select-Object -First 1).Name)".Trim(); vendor = "$($system.Manufacturer)"; product = "$($system.Model)"
   serial = "$($bios.SerialNumber)"; firmware = "$((Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control').PEFirmwareType)"; secure = [bool](Confirm-SecureBootUEFI); locked = $locked
   fast = [int](Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager\Power').HiberbootEnabled -eq 1
   hiber = [int](Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\Power').HibernateEnabled -eq 1
   signed = "$policy" -eq 'AllSigned'; sets = [bool](Get-Command diskshadow.exe); shadows = $shadows; services = $running; disks = $disks; nics = $nics } | ConvertTo-Json -Depth 6 -Compress

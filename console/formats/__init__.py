"""Foreign containers and disk image headers: bytes to a neutral description and streams of blocks, and back. Streaming, in constant memory.

Everything here blocks (reads files, compresses): call it from a worker thread. Everything that is wrong with a file is a
:class:`~console.formats.broken.BadFile` (a ConsoleError: one sentence with the member and the byte); OSError passes. Nothing is ever extracted by
its path,
no file that an image or a description names is opened outside the package, and no address is followed.

**Reading**

``opening.open_package(path, trusted=[pem…]) -> Package``
    Any known file, found out by content: OVA, OVF folder, XVA, bare disk image, libvirt domain XML; OVA, XVA and images also in gzip, xz, zstd,
    bzip2.
``opening.open_stream(stream, name, size=None) -> Package``
    The same from something that can't seek (HTTP download, pipe). Open the disks in ``package.order``, each once, then ``package.finish()``.
``package.description``
    :class:`~console.formats.description.Description`: VMs with CPUs, memory, firmware, disks in order, network cards; networks, EULAs, warnings;
    ``ours``
    and ``vm.domain_xml``, ``vm.nvram``, ``vm.snapshots`` for our own bundles.
``package.open(disk) -> DiskStream``
    ``stream.capacity_bytes`` and ``stream.chunks()``: ascending, complete ``Chunk(offset, length, data | None)``, None = zeros (a hole). The
    digest of the manifest
    and the checksums of an XVA are compared on the way; a wrong one raises at the end of ``chunks()``, when what was made of it has to be undone.
``package.local(disk)``, ``images.qemu_source(info, path, offset, size)``
    For formats that are not read here (qcow2, VHDX, VDI): where the bytes are, and a source for qemu-img or nbdkit with every way to other files
    cut off.
    ``package.inspect(disk)`` refuses backing files, external data files and encryption before.
``package.signature``, ``package.verify() -> Verification``
    Manifest and certificate in words; verify reads everything and returns findings a file.

**Writing** (sources: ``export.Source(capacity, chunks=…)``, a function that gives chunks, or ``image=…``, a ready-made image file)

``export.write_ova(ExportPlan, out, on_bytes)``, ``export.write_ovf_folder(plan, create, on_bytes)``
    One pass; digests on the way; manifest, signature (``manifest.Signer``), EULAs. They return name, size and digest of each file, for the
    comparison after re-reading.
``xva_write.write_xva(XvaPlan, out, on_bytes)``
    To anything that takes bytes; xxhash or SHA-1, plain, gzip or zstd.
``export.write_image(source, "raw" | "vmdk" | "vpc", out, on_bytes)``
    Bare images. ``vmdk_write.write_vmdk`` and ``vhd.write_fixed_vhd`` never seek; a dynamic VHD and a sparse raw file need a file that can.

``on_bytes`` is told the bytes of the disk done so far; what it raises stops the work (cancel). Chunks of a local raw file:
``blocks.raw_chunks(blocks.FileBytes(file, Where(name)))``.
"""

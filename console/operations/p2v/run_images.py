"""P2V from captured images: each disk streamed into a new volume, read back and compared, converted; the images are only read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from console.formats.extents import plan
from console.formats.gpt import ENDS
from console.model.objects import Volume
from console.model.physical import PhysicalDisk
from console.model.ports import HostPort, Segment
from console.model.spec import VmSpec
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.disk_copy import DiskWriter, compare, write_contents
from console.operations.p2v.captured import Captured, OpenDisk, open_disk
from console.operations.p2v.convert import Conversion
from console.operations.p2v.passes import move_table
from console.operations.p2v.run import Becoming
from console.operations.p2v.target import NewDisk, source_words


@dataclass(frozen=True)
class ConvertImages(Becoming):
    """Captured disks become the VM ``spec``; in the order of ``disks``. ``conversion`` None: copied only."""

    spec: VmSpec
    captured: Captured
    disks: tuple[NewDisk, ...]
    conversion: Conversion | None = None
    start: bool = False
    pool: str = ""

    @property
    def title(self) -> Text:
        return N_("Make {name} from captured images", name=self.spec.name)

    def _origin(self) -> dict[str, str]:
        return source_words(self.captured.machine, ", ".join(new.disk.device for new in self.disks))

    async def _copy(self, ctx: Context, port: HostPort, volume: Volume, disk: PhysicalDisk, number: int) -> None:
        words = {"disk": disk.device, "number": number + 1, "count": len(self.disks)}
        image = self.captured.of(disk.device)
        new, begin = self.disks[number], bytearray()
        writer, pieces = DiskWriter(port, volume, new.size_bytes), plan(new.size_bytes, disk.device)
        ctx.phase(N_("Copying {disk} ({number} of {count})", **words))
        background, opened = ctx.world.background, list[OpenDisk]()

        async def open_it() -> OpenDisk:
            opened.append(await background.run(lambda: open_disk(image)))
            return opened[0]

        try:
            contents = await ctx.shield(open_it())
            wanted = kept(contents.segments(), new.size_bytes, new.hollows, begin)
            read = await write_contents(writer, wanted, pieces, ctx.bytes, contents.stop)
        finally:
            for each in opened:
                await background.run(each.close)
        ctx.phase(N_("Comparing the copy of {disk} ({number} of {count})", **words))
        compare(read, await writer.sums(pieces, ctx.bytes), disk.device)
        ctx.phase(N_("Finishing the disk"))
        if new.smaller and disk.table == "gpt":
            await move_table(writer, bytes(begin), new.size_bytes)
        await writer.finish()
        await port.refresh_repository(volume.repository)


def kept(contents: Iterable[Segment], size: int, hollows: Sequence[tuple[int, int]], begin: bytearray) -> Iterator[Segment]:
    """What of a disk is written: its first ``size`` bytes, with nothing where ``hollows`` (begin, length; in order) are.

    All of it is read, since some images are only proved good at their end. ``begin`` gets the disk's first ``ENDS`` bytes.
    """
    at = 0
    for length, data in contents:
        if len(begin) < ENDS:
            missing = min(length, ENDS - len(begin))
            begin += bytes(missing) if data is None else memoryview(data)[:missing]
        start, end = at, min(at + length, size)
        while at < end:
            inside = next((first + count for first, count in hollows if first <= at < first + count), None)
            stop = min(end, inside) if inside is not None else min([end, *(first for first, _ in hollows if first > at)])
            yield stop - at, None if inside is not None or data is None else memoryview(data)[at - start : stop - start]
            at = stop

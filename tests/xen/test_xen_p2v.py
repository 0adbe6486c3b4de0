"""P2V from a captured image to the real Xen host: copied over ssh into a repository, compared, defined as HVM and as PVH; nothing is left."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from console.model.ids import HostId
from console.model.templates import BuiltinTemplate
from console.operations.p2v.captured import examine
from console.operations.p2v.draft import P2vDraft
from console.operations.p2v.draft_parts import NicAnswer, Route
from console.operations.p2v.prerequisites import look
from console.operations.p2v.xen_target import HVM, PVH
from tests.fixtures import phony_linux
from tests.xen.test_xen_host import HOST, XenWorld, pytestmark, xen  # noqa: F401 - the host's fixture

TEMPLATE = BuiltinTemplate(id="other", name="Linux", family="linux", osinfo_id="", memory_bytes=256 << 20, vcpus=1, disk_bytes=1 << 30)


async def test_a_captured_disk_becomes_a_vm_of_the_host(xen: XenWorld, tmp_path: Path) -> None:  # noqa: F811
    if lacking := phony_linux.missing():
        pytest.skip(f"needs {lacking}")
    world, name = xen.runner.world, f"p2v-{uuid.uuid4().hex[:6]}"
    folder = f"/var/tmp/{name}"
    repository = await xen.port.define_repository(
        f"<pool type='dir'><name>{name}</name><target><path>{folder}</path></target></pool>", build=True, autostart=False
    )
    await xen.until(lambda: any(each.uuid == repository and each.active for each in xen.inventory.repositories()))
    try:
        captured = await examine([phony_linux.make_phony_linux(tmp_path)], world.background)
        for kind, mode, buses, nics in ((HVM, "HVM", ["ide"], 1), (PVH, "PVH", ["xen"], 0)):
            draft = P2vDraft(xen.inventory, world, [TEMPLATE], HostId(HOST))
            draft.route, draft.captured, draft.repository_id, draft.xen_kind = Route.IMAGES, captured, repository, kind
            draft.name, draft.memory_bytes, draft.nics[0] = f"{name}-{kind}", 160 << 20, NicAnswer(connected=bool(nics))
            host = xen.inventory.host(HOST)
            assert host is not None and draft.host is host and kind in draft.xen_kinds
            draft.set_prerequisites(HOST, await look(world.programs, host))
            assert not draft.converts and not [problem for problem in draft.problems() if problem.error]
            await xen.runner.start(draft.operation())  # copies, reads back, compares
            vm = xen.vm(draft.vm_name)
            assert vm.config is not None and vm.config.mode == mode and not vm.importing
            assert [disk.bus for disk in vm.config.disks if disk.device == "disk"] == buses and len(vm.config.nics) == nics
            (disk,) = (disk for disk in vm.config.disks if disk.device == "disk")
            await xen.port.undefine(vm.uuid)
            await xen.port.delete_volume(repository, disk.source.rpartition("/")[2])
    finally:
        await xen.port.delete_repository(repository)
        await world.programs.run(["rmdir", "--", folder], host=HOST, deadline=60.0, check=False)

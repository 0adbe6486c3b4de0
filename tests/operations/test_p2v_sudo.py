"""A login that is not root's, whose sudo wants a password: asked for, given on standard input only, and the disk is read.

``sudo`` and ``id`` of the "machine" are scripts; that the real sudo passes on what follows the password was seen with 1.9.13 (with use_pty).
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from console.model.errors import Cause, ConsoleError
from console.model.physical import review
from console.model.text import Text
from console.operations.p2v.elevated import Elevated, again
from console.operations.p2v.inspect import Inspected, inspect
from tests.fixtures.sshd import PrivateSshd
from tests.operations.test_p2v import SCRIPTS, Lab, lab
from tests.operations.worlds import Answers

__all__ = ["lab"]

PASSWORD = "s3cret pw'"
SUDO = r"""#!/bin/sh
echo "sudo $*" >> %(log)s
case $1 in
  -n) exit 1 ;;
  -k) read -r word; [ "$word" = "%(password)s" ] || exit 1; shift 4; PATH=${PATH#*:} exec "$@" ;;
esac
"""


class Told(Answers):
    """Gives these passwords, one after another."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = list(words)

    async def credentials(
        self, title: Text, text: Text, fields: Sequence[tuple[str, Text, bool]], *, can_save: bool
    ) -> tuple[Mapping[str, str], bool] | None:
        self.asked.append(text.english())
        return ({fields[0][0]: self.words.pop(0)}, False) if self.words else None


@pytest.fixture
def own_sshd(tmp_path: Path) -> Iterator[PrivateSshd]:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in (("sudo", SUDO % {"log": tmp_path / "log", "password": PASSWORD}), ("id", "#!/bin/sh\necho 1000\n")):
        (programs / name).write_text(text)
        (programs / name).chmod(0o700)
    server = PrivateSshd(path=f"{programs}:{os.environ['PATH']}")
    yield server
    server.remove()


async def look(lab: Lab, answers: Answers) -> Inspected:
    return await inspect(lab.machines, lab.place.background, lab.address, SCRIPTS, questions=answers)


async def test_the_password_of_sudo(lab: Lab, tmp_path: Path) -> None:
    """A wrong one, then the right one; the inventory and the disk are read with it."""
    answers = Told("wrong", PASSWORD)
    found = await look(lab, answers)
    assert isinstance(found.machine, Elevated) and found.found.sudo and not found.found.root and found.found.cpus
    assert "not-root" not in {finding.code for finding in review(found.found)}
    assert "not root's" in answers.asked[0] and "did not accept" in answers.asked[1] and PASSWORD not in repr(found)
    operation = await lab.operation(format="raw")
    await operation.source.machine.close()
    machine = dataclasses.replace(operation.source.found, root=False, sudo=True)
    await lab.place.runner.start(dataclasses.replace(operation, source=dataclasses.replace(found, found=machine)))
    config = lab.place.vm("phys1").config
    assert config is not None and Path(config.disks[0].source).read_bytes() == lab.disk.read_bytes()
    log = (tmp_path / "log").read_text()
    assert "sudo -k -S -p  sh -c" in log and PASSWORD not in log and "s3cret" not in log
    assert isinstance(again(found.machine, found.machine.machine), Elevated) and again(found.machine.machine, found.machine) is found.machine


async def test_without_it(lab: Lab) -> None:
    """Nobody answers: what may not be read is said on the Review page. Three wrong ones: one sentence."""
    found = await look(lab, Told())
    assert "not-root" in {finding.code for finding in review(found.found)}
    await found.machine.close()
    with pytest.raises(ConsoleError) as failed:
        await look(lab, Told("a", "b", "c"))
    assert failed.value.cause is Cause.REFUSED and "sudo" in failed.value.text.english()

"""A new VM whose medium has to be brought to the host first: one task, one undo."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from console.guests.specify import specify
from console.model.errors import Cause, ConsoleError
from console.model.ids import Ref
from console.model.templates import BuiltinTemplate, Choices
from console.model.text import N_, Text
from console.operations.base import Context
from console.operations.create import CreateVm, check_name
from console.operations.storage import UploadFile


@dataclass(frozen=True)
class NewVm:
    """Copy the installation medium to the host, then create the VM. What was copied goes away again if the VM can't be made."""

    create: CreateVm
    template: BuiltinTemplate
    choices: Choices
    upload: UploadFile

    @property
    def title(self) -> Text:
        return self.create.title

    @property
    def verb(self) -> str:
        return self.create.verb

    @property
    def applies_to(self) -> tuple[Ref, ...]:
        return self.create.applies_to

    @property
    def cancellable(self) -> bool:
        return True

    async def run(self, ctx: Context) -> str:
        spec = self.create.spec
        host = ctx.inventory.host(spec.host)
        if host is None:
            raise ConsoleError(N_("{name} could not be created: its host is not there any more.", name=spec.name), cause=Cause.GONE)
        check_name(ctx.inventory, spec.host, spec.name)  # before a long copy, not after it
        path = await self.upload.run(ctx)
        ready = specify(self.template, host, dataclasses.replace(self.choices, medium=path))
        return await dataclasses.replace(self.create, spec=ready).run(ctx)

"""What is done to a domain, where libvirt's own words need a second look."""

from __future__ import annotations

import libvirt
import pytest

from console.backend import domains


def failure(code: int) -> libvirt.libvirtError:
    error = libvirt.libvirtError("domain is not running")
    error.err = (code, 10, "domain is not running", 2, "", "", "", 0, 0)
    return error


class Guest:
    """A domain whose end is noticed by the daemon before its own destroy returns (as right after a restart of the daemon)."""

    def __init__(self, active: list[bool], error: libvirt.libvirtError | None, gone: bool = False) -> None:
        self.active, self.error, self.gone, self.lookups = active, error, gone, 0

    def lookupByUUIDString(self, uuid: str) -> Guest:
        self.lookups += 1
        if self.gone and self.lookups > 1:
            raise failure(libvirt.VIR_ERR_NO_DOMAIN)
        return self

    def isActive(self) -> bool:
        return self.active.pop(0)

    def destroy(self) -> None:
        if self.error is not None:
            raise self.error


def test_a_guest_that_ended_meanwhile_is_forced_off() -> None:
    domains.destroy(Guest([True], None), "u")
    domains.destroy(Guest([True, False], failure(libvirt.VIR_ERR_OPERATION_INVALID)), "u")
    domains.destroy(Guest([True], failure(libvirt.VIR_ERR_NO_DOMAIN), gone=True), "u")


def test_other_refusals_are_told() -> None:
    for active, code in (
        ([False], libvirt.VIR_ERR_OPERATION_INVALID),  # was off before
        ([True, True], libvirt.VIR_ERR_OPERATION_INVALID),  # runs on
        ([True], libvirt.VIR_ERR_OPERATION_FAILED),
    ):
        with pytest.raises(libvirt.libvirtError):
            domains.destroy(Guest(active, failure(code)), "u")

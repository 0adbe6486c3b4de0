"""Workers and connections: one call after the other, results on the loop, nothing that can hold up the end."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
import time
import weakref

import libvirt
import pytest

from console.backend.connection import Connection
from console.backend.errors import cause_of, translate
from console.backend.worker import Abandoned, Worker
from console.model.errors import Cause, ConsoleError
from console.model.text import N_

WHAT = N_("The thing could not be done")


async def test_calls_run_in_order_in_one_daemon_thread() -> None:
    worker = Worker("test worker")
    order: list[int] = []

    def note(number: int) -> str:
        order.append(number)
        return threading.current_thread().name

    names = await asyncio.gather(*(worker.call(note, number) for number in range(20)))
    assert order == list(range(20))
    assert set(names) == {"test worker"}
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "test worker")
    worker.close()


async def test_failures_come_back_and_the_worker_goes_on() -> None:
    worker = Worker("w")
    with pytest.raises(KeyError):
        await worker.call(lambda: {}["nothing"])
    with pytest.raises(RuntimeError):
        await worker.call(next, iter(()))  # StopIteration, which a future refuses
    assert await worker.call(lambda: 5) == 5
    worker.close()


async def test_cancelled_before_it_began_is_never_called() -> None:
    worker = Worker("w")
    gate, called = threading.Event(), []
    first = worker.submit(gate.wait, 2)
    second = asyncio.ensure_future(worker.call(called.append, 1))
    await asyncio.sleep(0.02)
    assert worker.busy_since is not None
    assert worker.waiting == 1
    second.cancel()
    await asyncio.sleep(0)
    gate.set()
    await first
    assert await worker.call(lambda: "after") == "after"
    assert called == []
    assert worker.idle
    worker.close()


async def test_deadline_leaves_the_call_alone() -> None:
    worker = Worker("w")
    ended = threading.Event()
    began = time.monotonic()

    def slow() -> None:
        time.sleep(0.2)
        ended.set()

    with pytest.raises(TimeoutError):
        await worker.call(slow, deadline=0.05)
    assert time.monotonic() - began < 0.15
    assert await worker.call(lambda: "next") == "next"
    assert ended.is_set()
    worker.close()


async def test_closed_workers_refuse_and_do_the_last_thing_after_the_rest() -> None:
    worker = Worker("w")
    order: list[str] = []
    waiting = worker.submit(lambda: order.append("first"))
    done = threading.Event()
    worker.close(lambda: (order.append("last"), done.set()))
    with pytest.raises(Abandoned):
        worker.submit(lambda: None)
    await waiting
    assert done.wait(2)
    assert order == ["first", "last"]


def test_a_worker_outlives_its_loop() -> None:
    worker = Worker("w")
    gate = threading.Event()

    async def begin() -> None:
        worker.submit(gate.wait, 2)

    asyncio.run(begin())
    gate.set()  # the result arrives at a closed loop

    async def again() -> int:
        return await worker.call(lambda: 7)

    assert asyncio.run(again()) == 7
    worker.close()


async def test_nothing_of_a_result_is_kept_while_waiting() -> None:
    class Thing:
        pass

    worker = Worker("w")
    thing = await worker.call(Thing)
    gone = weakref.ref(thing)
    del thing
    await worker.call(lambda: None)
    gc.collect()
    assert gone() is None
    worker.close()


def test_a_hung_call_does_not_hold_up_the_end_of_the_process() -> None:
    program = (
        "import asyncio, time\n"
        "from console.backend.worker import Worker\n"
        "async def main():\n"
        "    Worker('w').submit(time.sleep, 60)\n"
        "    await asyncio.sleep(0.1)\n"
        "asyncio.run(main())\n"
    )
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", program], check=True, timeout=20)
    assert time.monotonic() - began < 10


# --------------------------------------------------------------------------- connections


async def test_a_connection_answers_fails_and_closes() -> None:
    reasons: list[object] = []
    connection = Connection("test:///default", "c", on_close=reasons.append)
    await connection.open(WHAT)
    assert await connection.call(lambda conn: conn.getType(), what=WHAT) == "TEST"
    with pytest.raises(ConsoleError) as missing:
        await connection.call(lambda conn: conn.lookupByName("nobody").name(), what=WHAT)
    assert missing.value.cause is Cause.GONE
    assert str(missing.value) == "The thing could not be done: it does not exist any more."
    assert "Domain not found" in missing.value.detail
    with pytest.raises(ConsoleError) as late:
        await connection.call(lambda _conn: time.sleep(0.2), what=WHAT, deadline=0.05)
    assert late.value.cause is Cause.TIMEOUT
    connection.close()
    await asyncio.wait_for(connection.finished.wait(), 2)
    with pytest.raises(ConsoleError) as closed:
        await connection.call(lambda conn: conn.getType(), what=WHAT)
    assert closed.value.cause is Cause.UNREACHABLE
    assert reasons == []


async def test_libvirt_objects_do_not_leave_with_an_error() -> None:
    connection = Connection("test:///default", "c")
    await connection.open(WHAT)
    domains: list[weakref.ref[libvirt.virDomain]] = []

    def fail(conn: libvirt.virConnect) -> None:
        domain = conn.lookupByName("test")
        domains.append(weakref.ref(domain))
        domain.setAutostart(1)
        domain.create()  # it runs already

    with pytest.raises(ConsoleError) as refused:
        await connection.call(fail, what=WHAT)
    assert refused.value.cause is Cause.INVALID
    await connection.call(lambda _conn: None, what=WHAT)
    assert domains[0]() is None
    connection.close()
    await asyncio.wait_for(connection.finished.wait(), 2)


@pytest.mark.parametrize(
    ("uri", "cause", "words"),
    [
        ("qemu+unix:///session?socket=/nonexistent/socket", Cause.UNREACHABLE, "no libvirt runs there"),
        ("qemu+tcp://127.0.0.1:1/system", Cause.UNREACHABLE, "nothing accepts connections"),
        ("qemu+bar:///system", Cause.UNSUPPORTED, "this kind of address is not known"),
        ("garbage", Cause.UNSUPPORTED, "this kind of address is not known"),
        ("qemu+tls://127.0.0.1:1/system?pkipath=/nonexistent", Cause.REFUSED, "certificate"),
    ],
)
async def test_why_an_open_failed(uri: str, cause: Cause, words: str) -> None:
    connection = Connection(uri, "c")
    with pytest.raises(ConsoleError) as refused:
        await connection.open(WHAT)
    assert refused.value.cause is cause, refused.value.detail
    assert words in str(refused.value)
    assert refused.value.remedy is not None
    assert refused.value.detail
    connection.close()


def _error(code: int, message: str) -> libvirt.libvirtError:
    error = libvirt.libvirtError("outer")
    error.err = (code, 10, message, 2, "", None, None, -1, -1)
    error.args = (message,)
    return error


@pytest.mark.parametrize(
    ("code", "message", "cause"),
    [
        ("NO_DOMAIN", "Domain not found", Cause.GONE),
        ("OPERATION_FAILED", "operation failed: domain 'x' already exists with uuid 1", Cause.EXISTS),
        ("STORAGE_VOL_EXIST", "storage volume name 'x' already in use.", Cause.EXISTS),
        ("INTERNAL_ERROR", "internal error: connection closed due to keepalive timeout", Cause.UNREACHABLE),
        ("INTERNAL_ERROR", "internal error: client socket is closed", Cause.UNREACHABLE),
        ("RPC", "Cannot write data: Broken pipe", Cause.UNREACHABLE),
        ("SYSTEM_ERROR", "cannot write data to file '/x': No space left on device", Cause.NO_SPACE),
        ("OPERATION_TIMEOUT", "Timed out during operation: cannot acquire state change lock (held by monitor=x)", Cause.BUSY),
        ("OPERATION_TIMEOUT", "Timed out during operation: something", Cause.TIMEOUT),
        ("AGENT_UNRESPONSIVE", "Guest agent is not responding: QEMU guest agent is not connected", Cause.AGENT),
        ("ACCESS_DENIED", "access denied", Cause.REFUSED),
        ("NO_SUPPORT", "this function is not supported by the connection driver: x", Cause.UNSUPPORTED),
        ("XML_ERROR", "XML error: bad", Cause.INVALID),
        ("OPERATION_ABORTED", "operation aborted: migration out: canceled by client", Cause.CANCELLED),
        ("INTERNAL_ERROR", "internal error: something new", Cause.INTERNAL),
    ],
)
def test_causes(code: str, message: str, cause: Cause) -> None:
    error = _error(getattr(libvirt, f"VIR_ERR_{code}"), message)
    assert cause_of(error) is cause
    said = translate(error, WHAT)
    assert str(said).startswith("The thing could not be done: ")
    assert str(said).endswith(".")
    assert message in said.detail


def test_system_errors() -> None:
    assert translate(FileNotFoundError(2, "No such file"), WHAT).cause is Cause.GONE
    assert translate(OSError(28, "No space left on device"), WHAT).cause is Cause.NO_SPACE
    assert translate(PermissionError(13, "Permission denied"), WHAT).cause is Cause.REFUSED
    own = ConsoleError(N_("Ours"))
    assert translate(own, WHAT) is own

"""Parts of the link checker by themselves: the guard, waits, the schedule, archived copies, collection."""

import datetime
import ipaddress
import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from powerhouse_site.links.check.methods import HeadMemory, Methods
from powerhouse_site.links.check.plan import Plan
from powerhouse_site.links.check.retry_after import seconds_to_wait
from powerhouse_site.links.check.schedule import Schedule
from powerhouse_site.links.collect.markdown import in_markdown
from powerhouse_site.links.settings import Politeness, Settings
from powerhouse_site.links.state.policy import Standing, fails
from powerhouse_site.links.transport import addresses
from powerhouse_site.links.transport.addresses import Address, MalformedError, SchemeError, read_address
from powerhouse_site.links.transport.guard import BlockedError, Guard, is_public
from powerhouse_site.links.transport.names import Names
from powerhouse_site.links.transport.transport import Transport
from powerhouse_site.links.verdicts import Outcome, Reason, Result, Sought, Verdict
from powerhouse_site.links.wayback import Archive
from tests.links.conftest import QUICK, make_net
from tests.links.server import Request

NOT_PUBLIC = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1
240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::7f00:1 64:ff9b::10.0.0.1
64:ff9b:1::1 100::1 2001::1 2001:0:0:0:0:0:f5ff:fffe 2001:db8::1 2002:7f00:1::1 2002:a00:1:: 3fff::1 5f00::1 fc00::1
fd00:ec2::254 fe80::1 fec0::1 ff02::1
"""
PUBLIC_ONES = (
    "1.1.1.1 8.8.8.8 93.184.215.14 172.32.0.1 192.0.1.1 2606:4700::1111 2a00:1450:4001:80b::200e 64:ff9b::808:808"
)


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_no_private_address_may_be_contacted(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(BlockedError):
        Guard(resolver=lambda _host, port: [(address, port)]).endpoints("x.org", 80)


@pytest.mark.parametrize("address", PUBLIC_ONES.split())
def test_public_ones_may(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "a.localhost", "a.b.localhost."])
def test_localhost_is_this_machine_whatever_name_servers_say(host: str) -> None:
    with pytest.raises(BlockedError):
        Guard().endpoints(host, 80)
    assert ("127.0.0.1", 80) in Guard((ipaddress.ip_network("127.0.0.0/8"),)).endpoints(host, 80)


def test_exceptions_hold_for_mapped_addresses_too() -> None:
    guard = Guard((ipaddress.ip_network("10.1.0.0/16"),))
    assert [guard.permits(a) for a in ("10.1.2.3", "::ffff:10.1.2.3", "10.2.0.1", "nonsense", "fe80::1%eth0")] == [
        *(True, True, False, False, False)
    ]


def test_of_several_addresses_only_the_public_are_passed_on() -> None:
    found = [("10.0.0.1", 80), ("1.1.1.1", 80), ("::1", 80)]
    assert Guard(resolver=lambda *_: found).endpoints("x.org", 80) == [("1.1.1.1", 80)]


def test_a_name_is_looked_up_once_and_not_waited_for_without_end() -> None:
    asked: list[str] = []
    enough = threading.Event()

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        asked.append(host)
        if host == "slow.org":
            enough.wait(60)
        if host == "none.org":
            raise socket.gaierror(socket.EAI_NONAME, "none")
        return [("1.1.1.1", port)]

    names = Names(resolve, seconds=2.0)
    assert [names("x.org", 80) for _ in range(3)] == [[("1.1.1.1", 80)]] * 3
    for host in ("slow.org", "none.org", "none.org"):
        with pytest.raises(socket.gaierror):
            names(host, 80)
    assert asked == ["x.org", "slow.org", "none.org"]
    enough.set()


def test_an_address_in_numbers_is_not_looked_up() -> None:
    names = Names(lambda _host, port: [(threading.current_thread().name, port)])
    here = threading.current_thread().name
    assert [names(host, 80)[0][0] == here for host in ("127.0.0.1", "::1", "x.org")] == [True, True, False]


def test_where_no_name_server_answers_later_names_are_not_waited_for_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()

    def resolve(_host: str, port: int) -> list[tuple[str, int]]:
        answers.wait(30)
        return [("1.1.1.1", port)]

    names = Names(resolve, seconds=0.05)
    for number in range(25):
        with pytest.raises(socket.gaierror):
            names(f"{number}.org", 80)
    patient = Names(resolve, seconds=20.0)
    patient._late = 25
    with pytest.raises(socket.gaierror):
        patient("x.org", 80)
    answers.set()
    monkeypatch.setattr("powerhouse_site.links.transport.names._SECONDS_THEN", 20.0)
    assert patient("y.org", 80) == [("1.1.1.1", 80)]
    assert patient._late < 0, "who has answered once is waited for"


@pytest.mark.parametrize(
    ("settings", "by_get"),
    [
        ({}, [False, False]),
        ({"politeness": Politeness(method="get")}, [True, True]),
        ({"politeness": Politeness(method="get"), "hosts": {"x.org": {"method": "head"}}}, [False, True]),
        ({"hosts": {"x.org": {"method": "get"}}}, [True, False]),
    ],
)
def test_head_comes_first_unless_the_configuration_says_otherwise(settings: dict[str, Any], by_get: list[bool]) -> None:
    plan = Plan.of([Sought(url="http://x.org/a"), Sought(url="http://y.org/a")], Settings(**settings))
    assert [task.methods is Methods.GET for task in plan.tasks] == by_get


@pytest.mark.parametrize(
    ("queues", "confirm_up_to", "confirmed"),
    [
        ({"x.org": 1}, 1000, {"x.org": 1}),
        ({"x.org": 900, "y.org": 100}, 1000, {"x.org": 900, "y.org": 100}),
        ({"x.org": 900, "y.org": 101}, 1000, {"x.org": 1, "y.org": 101}),
        ({"x.org": 40, "y.org": 20, "z.org": 21, "w.org": 19}, 0, {"x.org": 1, "y.org": 20, "z.org": 1, "w.org": 19}),
        ({"x.org": 8, "y.org": 8}, 0, {}),
    ],
)
def test_pages_are_confirmed_with_get_where_nobody_waits_for_that(
    queues: dict[str, int], confirm_up_to: int, confirmed: dict[str, int]
) -> None:
    sought = [Sought(url=f"http://{host}/{number}") for host, count in queues.items() for number in range(count)]
    plan = Plan.of(sought, Settings(confirm_up_to=confirm_up_to))
    assert Counter(task.address.host for task in plan.tasks if task.methods is not Methods.HEAD) == confirmed
    first = {task.address.host for task in plan.tasks if task.methods is Methods.GET_THEN_HEAD}
    assert first == {host for host, count in confirmed.items() if count == 1 < queues[host]}


def liar(request: Request) -> None:
    request.send(200 if request.method == "HEAD" or request.path.endswith("even") else 404, "<p>")


def honest(request: Request) -> None:
    request.send(404, "<p>")


@pytest.mark.parametrize("confirm_up_to", [0, 500])
def test_a_page_that_get_does_not_find_shows_what_head_is_worth(
    confirm_up_to: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With few addresses GET follows each HEAD; with many one has GET first, and the others have GET when HEAD is
    found out.
    """
    for net in make_net(tmp_path, {"liar.org": liar, "honest.org": honest}, monkeypatch):
        urls = [f"http://liar.org/{n}{'' if n % 2 else 'even'}" for n in range(1, 31)]
        urls += [f"http://honest.org/{n}" for n in range(30)]
        run = net.check(*urls, confirm_up_to=confirm_up_to, workers=1)
        found = {result.url: result.outcome.verdict for result in run.results}
        assert found == {url: Verdict.OK if url.endswith("even") else Verdict.BROKEN for url in urls}
        asked = Counter((host, method) for host, method, *_ in net.servers.requests())
        assert asked["honest.org", "HEAD"] == 30
        assert asked["liar.org", "HEAD"] == 1, "afterwards HEAD is not believed there"


@pytest.mark.parametrize(
    "text",
    [
        *("http://x.org/", "https://x.org:443/a?b=c/d#e", "http://x.org:8080/a;b/c", "http://127.0.0.1:80/a//b/"),
        *("http://1.2/a", "https://x.org/a?b#c#d", "http://x..org/", "http://x.org/a.b/.c", "http://x.org/a/..b"),
    ],
)
def test_the_short_way_of_reading_an_address_is_right(text: str) -> None:
    def read(way: Callable[[str], Address]) -> Address | str:
        try:
            return way(text)
        except MalformedError as error:
            return str(error)

    assert read(read_address) == read(addresses._read)


def test_head_that_was_sent_away_lies_only_where_it_never_worked() -> None:
    memory = HeadMemory()
    memory.remember_success("https://x.org:443")
    for origin in ("https://x.org:443", "https://y.org:443"):
        memory.remember_refusal(origin)
    assert memory.found == {"https://y.org:443"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *[
            ("0", 0.0),
            ("120", 120.0),
            (" 7 ", 7.0),
            ("1.5", 1.5),
            ("", None),
            ("-1", None),
            ("soon", None),
            ("1e3", None),
        ],
        *[("Wed, 21 Oct 2015 07:28:10 GMT", 10.0), ("Wed, 21 Oct 2015 07:27:00 GMT", 0.0)],
        *[("Wednesday, 21-Oct-15 07:28:10 GMT", 10.0), ("Wed Oct 21 07:28:10 2015", 10.0), ("9" * 30, None)],
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    now = datetime.datetime(2015, 10, 21, 7, 28, tzinfo=datetime.UTC)
    assert seconds_to_wait(value, now) == seconds


def test_the_schedule_is_polite_and_takes_the_longest_queue_first() -> None:
    schedule: Schedule[int] = Schedule(lambda _host: Politeness(at_once=2, delay=0.05))
    for number in range(12):
        schedule.add("long.org", number)
    schedule.add("short.org", 99)
    begun = time.monotonic()
    first = schedule.take()
    assert first == ("long.org", 0)
    schedule.done("long.org")
    starts: list[tuple[str, float]] = []
    active, peak, lock = {"long.org": 0, "short.org": 0}, [0], threading.Lock()

    def work() -> None:
        while (taken := schedule.take()) is not None:
            host, _ = taken
            with lock:
                starts.append((host, time.monotonic()))
                active[host] += 1
                peak[0] = max(peak[0], active[host])
            time.sleep(0.12)
            with lock:
                active[host] -= 1
            schedule.done(host)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(starts) == 12
    assert peak == [2]
    times = sorted(at for host, at in starts if host == "long.org")
    assert all(at - begun > number * 0.05 * 0.95 for number, at in enumerate(times, start=1))


def test_hosts_with_queues_of_the_same_length_take_turns() -> None:
    tasks = [(host, number) for host in ("a.org", "b.org", "c.org") for number in range(3)]
    schedule = Schedule(lambda _host: Politeness(delay=0.0), tasks)
    assert [schedule.take() for _ in range(9)] == [(host, n) for n in range(3) for host in ("a.org", "b.org", "c.org")]


def test_a_task_that_waits_holds_nothing_up() -> None:
    schedule: Schedule[str] = Schedule(lambda _host: Politeness(delay=0.0))
    schedule.add("x.org", "later", after=0.3)
    schedule.add("x.org", "now")
    schedule.add("y.org", "other")
    taken = [schedule.take() for _ in range(3)]
    assert taken[2] == ("x.org", "later")
    for host in ("x.org", "x.org", "y.org"):
        schedule.done(host)
    assert schedule.take() is None


def standing(verdict: Verdict, days: int, runs: int) -> Standing:
    return Standing(verdict, 1_000_000 - days * 86400, runs)


@pytest.mark.parametrize(
    ("verdict", "reason", "before", "expected"),
    [
        (Verdict.BROKEN, Reason.NOT_FOUND, Standing(), True),
        (Verdict.BROKEN, Reason.GONE, Standing(), True),
        (Verdict.BROKEN, Reason.REFUSED, Standing(), False),
        (Verdict.BROKEN, Reason.REFUSED, standing(Verdict.BROKEN, 0, 1), True),
        (Verdict.BROKEN, Reason.REFUSED, standing(Verdict.UNCERTAIN, 9, 9), False),
        (Verdict.UNCERTAIN, Reason.FORBIDDEN, standing(Verdict.UNCERTAIN, 7, 4), True),
        (Verdict.UNCERTAIN, Reason.FORBIDDEN, standing(Verdict.UNCERTAIN, 7, 3), False),
        (Verdict.TIMEOUT, Reason.READ_TIMEOUT, standing(Verdict.TIMEOUT, 6, 40), False),
        (Verdict.OK, Reason.OK, standing(Verdict.BROKEN, 9, 9), False),
        (Verdict.SKIPPED, Reason.BUDGET, standing(Verdict.BROKEN, 9, 9), False),
    ],
)
def test_what_fails(verdict: Verdict, reason: Reason, before: Standing, expected: bool) -> None:
    assert fails(Outcome(verdict=verdict, reason=reason), before, 1_000_000) is expected


def archive(request: Request) -> None:
    if "dead" not in request.path:
        request.send(200, "{}", {"Content-Type": "application/json"})
        return
    closest = {"available": True, "status": "200", "url": "http://web.archive.org/web/2020/http://x.org/dead"}
    request.send(200, json.dumps({"archived_snapshots": {"closest": closest}}), {"Content-Type": "application/json"})


def test_archived_copies_of_what_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for net in make_net(tmp_path, {"archive.org": archive}, monkeypatch):
        settings = Settings(ca_file=str(net.authority.file), limits=QUICK)
        asked = Archive(Transport(settings, Guard(resolver=net.resolve)), QUICK, pause=0)
        outcomes = {
            "http://x.org/dead": Outcome(verdict=Verdict.BROKEN, reason=Reason.NOT_FOUND),
            "http://x.org/unknown": Outcome(verdict=Verdict.BROKEN, reason=Reason.NOT_FOUND),
            "http://x.org/dead?fine": Outcome(verdict=Verdict.OK, reason=Reason.OK),
            "http://x.org/dead#none": Outcome(verdict=Verdict.BROKEN, reason=Reason.MISSING_FRAGMENT),
        }
        found = asked.with_copies(Result(url=url, outcome=outcome) for url, outcome in outcomes.items())
        assert [each.archived for each in found] == [
            "https://web.archive.org/web/2020/http://x.org/dead",
            None,
            None,
            None,
        ]
        assert len(net.servers.requests()) == 2


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://X.org", "http://x.org/"),
        ("https://x.org:443/a b", "https://x.org/a%20b"),
        ("http://x.org:8080?a", "http://x.org:8080/?a"),
        ("http://[2606:4700::1111]/x", "http://[2606:4700::1111]/x"),
        ("http:\\\\x.org\\a", "http://x.org/a"),
        ("http://x.org/a\nb", "http://x.org/ab"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://0x7F.1", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://127.0.0.1.:8080/", "http://127.0.0.1:8080/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://0x/", "http://0.0.0.0/"),
        ("http://1.2.3.x.org/", "http://1.2.3.x.org/"),
        ("http://i\u2764.ws/", "http://xn--i-7iq.ws/"),
        ("http://fa\xdf.de/", "http://xn--fa-hia.de/"),
        ("http://x.org/a/../b/./c", "http://x.org/b/c"),
        ("http://x.org/a/%2e%2E/../../b/..", "http://x.org/"),
        ("http://x.org/a/b/.", "http://x.org/a/b/"),
        ("http://x.org//a//../.b/...", "http://x.org//a/.b/..."),
    ],
)
def test_addresses_are_read_as_browsers_do(text: str, url: str) -> None:
    assert read_address(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "x",
            "http://",
            "http:x.org",
            "http://x..org",
            "http://[::1",
            "//x.org",
            "http://x:y/",
            "http://1..1",
            "http://[v1.x]/",
        ),
        *("http://256.1.1.1", "http://1.2.3.4.5", "http://x.org.1", "http://09.1.1.1", "http://4294967296"),
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(MalformedError):
        read_address(text)


@pytest.mark.parametrize("text", ["mailto:a@b.org", "ftp://x.org/", "javascript:x"])
def test_other_schemes(text: str) -> None:
    with pytest.raises(SchemeError):
        read_address(text)


def test_markdown_in_tables_lists_and_definitions() -> None:
    text = "| a |\n| --- |\n| [x](https://x.org/1) |\n\n- item\n\n  [y][d]\n\n~~~\nhttps://x.org/no\n~~~\n\n[d]: https://x.org/2\n"
    found = [(each.url, each.location.line, each.location.column) for each in in_markdown(text, "a.md")]
    assert found == [("https://x.org/1", 3, 7), ("https://x.org/2", 13, 6)]

import email
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from click.testing import CliRunner

from fakes import TODAY, Press
from monitor import digest
from monitor.cli.main import monitor
from monitor.config import Mail
from monitor.errors import ConfigError, MonitorError
from monitor.filters import Filters
from monitor.newsroom import Newsroom

YESTERDAY = TODAY - timedelta(days=1)
USER, PASSWORD = "observatory", "swordfish"


class Postbox:
    """Keeps what a mail server was handed."""

    def __init__(self) -> None:
        self.letters: list[Envelope] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(envelope)
        return "250 kept"

    async def handle_RCPT(  # noqa: N802
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if "nobody" in address:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    def last(self) -> EmailMessage:
        content = self.letters[-1].content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        return message


@contextmanager
def mail_server(postbox: Postbox, **how: object) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **how)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def mail(port: int, **more: object) -> Mail:
    given = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "Observatory <o@example.org>"}
    return Mail.model_validate(given | {"to": ["desk@example.org", "editor@example.org"]} | more)


def letter(press: Press) -> EmailMessage:
    return digest.letter(digest.gather(press.room), mail(25))


def busy(press: Press, weeks: int = 13) -> None:
    """Weeks in which both wrote of Ukraine every second day; in the last one, the peer of Sudan."""
    for n in range(0, weeks * 7, 2):
        day = YESTERDAY - timedelta(days=n)
        for outlet in ("own", "peer"):
            place = "Sudan" if outlet == "peer" and n < 7 else "Ukraine"
            press.site.publish(outlet, f"{outlet}-{n}", day.isoformat(), place)
    press.room.ingest()


def section(found: digest.Digest, title: str) -> digest.Section:
    return next(each for each in found.sections if each.title.startswith(title))


# What it says


def test_a_change_is_told_with_both_intervals_and_leads_to_its_articles(press: Press) -> None:
    busy(press)
    found = digest.gather(press.room)
    assert (found.start, found.end) == (YESTERDAY - timedelta(days=6), YESTERDAY)
    told = section(found, "What changed").items
    africa = next(each for each in told if "on Africa" in each.words)
    assert africa.words.startswith("The peers' share on Africa rose to 100 % of 4 articles")
    assert "from 0 % in the 12 weeks before (0 % to" in africa.words
    assert not any(each.words.startswith("Our share") for each in told)
    assert africa.links[0].to.startswith("explore?from=2026-11-13&to=2026-11-19&role=peer&")
    assert "desk=Africa" in africa.links[0].to
    assert len(found.short) == 3


def test_an_alert_comes_first_and_leads_to_its_articles_and_its_story(sample: Newsroom) -> None:
    ends = (TODAY - timedelta(days=n) for n in range(1, 90, 7))
    alarms, asked = next((found, day) for day in ends if len(found := sample.alerts(Filters(end=day))))
    alarm = alarms.iloc[0]
    found = digest.gather(sample, Filters(end=asked))
    told = section(found, "Alerts").items
    assert len(told) == min(len(alarms), 5)
    assert found.short[0] == told[0]
    name = sample.names.name(alarm["by"], alarm["series"])
    assert told[0].words.startswith(f"{name}: {alarm['n']:.0f} article")
    assert f"{alarm['by']}={name.split(' ')[0]}" in told[0].links[0].to
    urls = set(sample.stories.articles(alarm["stories"][0])["url"])
    assert {link.to for link in told[0].links[2:]} <= urls
    assert len(told[0].links) > 2


def test_an_outlet_that_was_not_collected_whole_is_named_and_left_out_of_changes(press: Press) -> None:
    press.site.breaks("/peer/feed.rss")
    busy(press)
    found = digest.gather(press.room)
    assert any("The Peer Paper (0 %)" in each for each in found.limits)
    assert not any("peers' share" in each.words for each in section(found, "What changed").items)
    failing = section(found, "Sources").items
    assert ["peer/feed" in each.words for each in failing] == [True]
    assert "0 of the peers (0 % of their days were collected)" in found.counted


def test_of_days_that_were_not_collected_nothing_else_is_said(press: Press) -> None:
    busy(press, weeks=2)
    found = digest.gather(press.room, Filters(start=date(2020, 1, 1), end=date(2020, 1, 31)))
    assert found.notices == (
        "Nothing was collected from 2020-01-01 to 2020-01-31: nothing can be said of these days.",
    )
    assert found.short == ()
    assert [each.title for each in found.sections] == ["Sources that are silent or fail"]
    assert found.counted == ""


def test_changes_are_withheld_where_the_weeks_before_were_not_collected(press: Press) -> None:
    busy(press, weeks=2)
    told = section(digest.gather(press.room), "What changed")
    assert told.items == ()
    assert "Too few of these days, or of the twelve weeks before, were collected" in told.otherwise


def test_a_story_that_we_led_is_told_with_its_articles(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-17", title="Ukraine weighs a further round of talks")
    press.site.publish("peer", "round", "2026-11-18", title="Ukraine weighs one further round of talks")
    press.room.ingest()
    led = section(digest.gather(press.room), "Stories that we led").items
    assert [each.words for each in led] == [
        "“Ukraine weighs a further round of talks”: we told it a day before a peer."
    ]
    assert [link.words for link in led[0].links] == ["all stories", "The Own Paper", "The Peer Paper"]
    assert led[0].links[1].under("http://elsewhere") == f"{press.site.url}/own/talks"


def test_an_empty_newsroom_a_thin_week_and_an_old_collection_say_what_to_do(press: Press) -> None:
    assert "monitor ingest" in digest.gather(press.room).notices[0]
    press.site.publish("own", "talks", "2026-11-17")
    press.room.ingest()
    assert any(each.startswith("One article of ours is") for each in digest.gather(press.room).limits)
    now = press.room.now() + timedelta(days=3)
    with Newsroom(press.folder, now=lambda: now) as later:
        assert (
            digest.gather(later).notices[0].startswith("The last collection was on 2026-11-20 at 00:00 UTC")
        )


def test_a_newsroom_whose_sources_all_fail_may_be_offline(press: Press) -> None:
    press.site.publish("own", "talks", "2026-11-17")
    press.room.ingest()
    for outlet in ("own", "peer"):
        press.site.breaks(f"/{outlet}/feed.rss", 503)
    press.room.ingest()
    assert "is this machine offline?" in digest.gather(press.room).notices[0]


# How it looks


def test_the_letter_says_the_same_in_text_and_html(press: Press) -> None:
    busy(press)
    found = digest.gather(press.room)
    made = letter(press)
    assert made.get_content_type() == "multipart/alternative"
    plain, rich = (part.get_content() for part in made.iter_parts())
    flat = " ".join(plain.split())
    for each in (item for part in found.sections for item in part.items):
        assert each.words in flat
        for link in each.links:
            assert link.under("http://localhost:8501") in plain
            assert link.under("http://localhost:8501").replace("&", "&amp;") in rich
    assert made["Subject"] == "Test newsroom: 2026-11-13 to 2026-11-19"
    assert made["To"] == "desk@example.org, editor@example.org"
    assert "<script" not in rich
    assert "src=" not in rich


def test_a_headline_is_text_in_the_html_and_never_markup(press: Press) -> None:
    title = "Ukraine & <b>talks</b> go on"
    press.site.publish("own", "talks", "2026-11-17", title=title)
    press.site.publish("peer", "round", "2026-11-18", title=title)
    press.room.ingest()
    found = digest.gather(press.room)
    assert "<b>" not in digest.html(found)
    assert "Ukraine &amp; " in digest.html(found)


def test_the_command_prints_text_and_writes_html(press: Press, tmp_path: Path) -> None:
    busy(press, weeks=2)
    here = ["--folder", str(press.folder), "digest", "--from", "2026-11-13", "--to", "2026-11-19"]
    printed = CliRunner().invoke(monitor, here)
    with Newsroom(press.folder) as room:  # its clock is the machine's, as the command's
        found = digest.gather(room, Filters(start=date(2026, 11, 13), end=date(2026, 11, 19)))
    assert printed.output == digest.text(found)
    out = tmp_path / "digest.html"
    assert CliRunner().invoke(monitor, [*here, "--out", str(out)]).output == ""
    assert out.read_text(encoding="utf-8") == digest.html(found)


# How it is sent


def test_a_letter_is_handed_to_the_mail_server(press: Press) -> None:
    made = letter(press)
    postbox = Postbox()
    with mail_server(postbox) as port:
        digest.send(made, mail(port), None)
    assert postbox.letters[0].rcpt_tos == ["desk@example.org", "editor@example.org"]
    assert postbox.last()["Subject"] == made["Subject"]
    assert [part.get_content_type() for part in postbox.last().iter_parts()] == ["text/plain", "text/html"]


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for 127.0.0.1, which this process trusts."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *(
                openssl,
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
            ),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", made),
        ],
        check=True,
        capture_output=True,
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context


def knows(
    _server: object, _session: object, _envelope: object, _how: str, given: LoginPassword
) -> AuthResult:
    right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def test_a_login_goes_over_an_encrypted_line(press: Press, certificate: ssl.SSLContext) -> None:
    postbox = Postbox()
    strict = {"tls_context": certificate, "require_starttls": True, "auth_required": True}
    with mail_server(postbox, authenticator=knows, **strict) as port:
        asked = mail(port, security="starttls", user=USER)
        digest.send(letter(press), asked, PASSWORD)
        with pytest.raises(MonitorError, match=f"127.0.0.1:{port} refused the password of '{USER}'"):
            digest.send(letter(press), asked, "wrong")
        with pytest.raises(ConfigError, match="MONITOR_SMTP_PASSWORD is not set"):
            digest.send(letter(press), asked, None)
    assert len(postbox.letters) == 1


def test_what_the_mail_server_will_not_do_is_told_in_one_line(press: Press) -> None:
    made = letter(press)
    with mail_server(Postbox()) as port:
        with pytest.raises(MonitorError, match=r"cannot do what was asked .*\[mail\] security"):
            digest.send(made, mail(port, security="starttls"), None)
        made.replace_header("To", "nobody@example.org")
        with pytest.raises(MonitorError, match=r"took none of nobody@example\.org"):
            digest.send(made, mail(port), None)
        made.replace_header("To", "nobody@example.org, desk@example.org")
        with pytest.raises(MonitorError, match=r"sent, but .* refused nobody@example\.org"):
            digest.send(made, mail(port), None)
    with pytest.raises(MonitorError, match=f"127.0.0.1:{port} did not take the letter") as caught:
        digest.send(made, mail(port), None)
    assert "\n" not in str(caught.value)


def test_the_command_sends_to_whom_the_settings_name(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    sending = ["--folder", str(press.folder), "digest", "--send"]
    settings = press.folder / "monitor.toml"
    before = settings.read_text()
    lacking = CliRunner().invoke(monitor, sending)
    assert isinstance(lacking.exception, ConfigError)
    assert "has no [mail]" in str(lacking.exception)
    postbox = Postbox()
    with mail_server(postbox) as port:
        table = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "o@example.org"\n'
        settings.write_text(before + table + 'to = ["desk@example.org"]\n')
        monkeypatch.setenv("MONITOR_SMTP_PASSWORD", PASSWORD)  # is no setting, and is not refused as one
        sent = CliRunner().invoke(monitor, sending, catch_exceptions=False)
    assert sent.output == "sent to desk@example.org\n"
    assert postbox.last()["To"] == "desk@example.org"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('password = "swordfish"', "password"),
        ('security = "plain"', "security"),
        ("port = 0", "port"),
        ("to = []", "to"),
        ('sender = "observatory"', "should be an e-mail address"),
    ],
)
def test_a_wrong_setting_of_the_mail_is_one_line(press: Press, line: str, expected: str) -> None:
    key = line.split(" ")[0]
    given = {"host": '"localhost"', "sender": '"o@example.org"', "to": '["desk@example.org"]'}
    lines = [f"{name} = {value}" for name, value in given.items() if name != key]
    settings = press.folder / "monitor.toml"
    settings.write_text(settings.read_text() + "[mail]\n" + "\n".join([*lines, line]) + "\n")
    with pytest.raises(ConfigError) as caught:
        Newsroom(press.folder)
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)

"""A local news site with verbs: publish, revise, break. Real HTTP on loopback, text of our own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

from monitor.newsroom import Newsroom

TODAY = date(2026, 11, 20)
"""The day on every clock of the tests."""

PARAGRAPH = (
    "Officials from {place} said on the sidelines of the talks that the {number} delegates had agreed on "
    "little beyond a further round, and that the harder questions would wait until the budget was passed. "
    "Observers in the room described long silences, a late supper, and a text that nobody had signed. "
)


@dataclass
class Story:
    """One article of the site."""

    slug: str
    title: str
    published: str  # RFC 3339
    place: str
    paragraphs: int = 4
    extra: str = ""


@dataclass
class Answer:
    status: int = 200
    content: bytes = b""
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """Serves `/own/feed.rss`, `/peer/feed.rss` and their articles; counts what is asked for."""

    def __init__(self) -> None:
        self.stories: dict[str, list[Story]] = {"own": [], "peer": []}
        self.broken: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.on_request: Callable[[str], None] = lambda _: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Site":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def publish(self, outlet: str, slug: str, day: str, place: str = "Ukraine", title: str = "") -> Story:
        story = Story(
            slug, title or f"{place} weighs a further round of talks ({slug})", f"{day}T09:00:00+00:00", place
        )
        self.stories[outlet].append(story)
        return story

    def breaks(self, path: str, status: int = 500, content: bytes = b"") -> None:
        self.broken[path] = Answer(status, content)

    def serves(self, path: str, content: bytes, kind: str) -> None:
        self.broken[path] = Answer(200, content, kind)

    def heals(self, path: str) -> None:
        del self.broken[path]

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        self.on_request(path)
        if path in self.broken:
            return self.broken[path]
        outlet, _, name = path.strip("/").partition("/")
        if name == "feed.rss" and outlet in self.stories:
            return Answer(content=self._feed(outlet), type="application/rss+xml")
        for story in self.stories.get(outlet, []):
            if story.slug == name:
                return Answer(content=self._page(outlet, story))
        return Answer(404)

    def _feed(self, outlet: str) -> bytes:
        items = "".join(
            f"<item><title>{escape(story.title)}</title><link>{self.url}/{outlet}/{story.slug}</link>"
            f"<guid>{story.slug}</guid><category>Europe</category>"
            f"<pubDate>{format_datetime(datetime.fromisoformat(story.published))}</pubDate></item>"
            for story in sorted(self.stories[outlet], key=lambda story: story.published, reverse=True)
        )
        channel = f"<channel><title>{outlet}</title>{items}</channel>"
        return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()

    def _page(self, outlet: str, story: Story) -> bytes:
        body = "".join(
            f"<p>{PARAGRAPH.format(place=story.place, number=number + 3)}</p>"
            for number in range(story.paragraphs)
        )
        return (
            f"<html lang='en'><head><title>{escape(story.title)}</title>"
            f"<link rel='canonical' href='{self.url}/{outlet}/{story.slug}'>"
            f"<meta property='og:type' content='article'>"
            f"<meta property='article:published_time' content='{story.published}'></head>"
            f"<body><nav>Home About</nav><article><h1>{escape(story.title)}</h1>{body}"
            f"<p>{story.extra}</p></article></body></html>"
        ).encode()

    def write_outlets(self, folder: Path) -> None:
        blocks = [
            f'[[outlet]]\nid = "{outlet}"\nname = "The {outlet.title()} Paper"\nrole = "{outlet}"\n'
            f'home = "USA"\nkind = "magazine"\nurl = "{self.url}"\n[outlet.sections]\n"Europe" = ["europe"]\n'
            f'[[outlet.source]]\nid = "feed"\nkind = "feed"\nurl = "{self.url}/{outlet}/feed.rss"\n'
            for outlet in ("own", "peer")
        ]
        (folder / "outlets.toml").write_text("\n".join(blocks))
        settings = 'name = "Test newsroom"\ncontact = "desk@example.org"\nspacing = 0.0\nretries = 0\n'
        settings += 'allow_hosts = ["127.0.0.1"]\nworkers = 0\n'
        (folder / "monitor.toml").write_text(settings)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = site.answer(self.path)
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.type)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@dataclass
class Press:
    """A newsroom together with the site that it watches."""

    site: Site
    room: Newsroom
    folder: Path


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)

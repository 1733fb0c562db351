# ruff: noqa: E501 - markup
"""How each outlet's pages are built: markup with holes, as `string.Template`."""

from dataclasses import dataclass
from string import Template


@dataclass(frozen=True, slots=True)
class Layout:
    """The markup of one outlet's article page and of the teasers on it."""

    page: Template  # title deck kicker section type author date image paragraphs menu related site home
    date: str  # Template for the visible date; left out on undated pages
    date_format: str
    teaser: Template  # title section lede url
    paragraph: str = "<p>{}</p>"


_MAGAZINE = Template("""
<header class="top"><a class="logo" href="$home">$site</a><nav class="menu"><ul>$menu</ul></nav>
<div class="bar"><a href="$home">LATEST</a> <a href="$home">QIOSK</a> <span>Follow us on social</span></div></header>
<main class="posts-wrapper"><div class="kicker-top">$kicker</div>
<article class="post"><div class="widget__head"><div class="kicker">$kicker</div>
<h1 class="widget__headline">$title</h1><h2 class="widget__subheadline">$deck</h2></div>
<figure class="hero"><img src="$image" alt="Screen-shot-2021-07-28-at-1.08.40-pm"/><figcaption>A view of the harbour at dusk. <small class="credit">(Photo: Lowlight Picture Desk/sample)</small></figcaption></figure>
<div class="social-author"><a rel="author" class="byline" href="$home">$author</a> $date</div>
<div class="google-cta"><a href="$home">google cta</a><p>Want more of our stories on Google? Click here to make us a Preferred Source.</p></div>
<div class="body-description">$paragraphs
<p><em>Dear readers: It has been an extraordinary year, and our editors work without advertising. Please consider a tax-exempt, year-end contribution so that we can continue our work into the next year. Thank you for standing with this sample magazine.</em></p></div>
<p class="image-credit">Top image credit: Lowlight Picture Desk / Orla Fennimarsh / sample</p></article>
<section class="newsletter"><h4>Subscribe to our newsletter</h4><p>Get the week in foreign policy every Saturday.</p><form action="$home"><input name="q"/><button>Sign up</button></form></section>
<section class="around"><h3>Related stories</h3>$related<span class="more">keep reading</span><span class="less">Show less</span></section></main>
""")
_WIRE = Template("""
<div id="masthead"><a href="$home"><strong>$site</strong></a><ul id="sections">$menu</ul></div>
<div id="story"><p class="slug">$section</p><h1>$title</h1><p class="standfirst">$deck</p>
<p class="byline">By <span class="name">$author</span></p>$date
<div class="picture"><img src="$image" alt="File picture"/><span>File picture. Ninepin Wire/Handout</span></div>
<div class="text">$paragraphs</div><p class="signoff">(Reporting by $author; editing by the night desk)</p></div>
<div class="promo"><h5>Read next</h5>$related</div><div class="promo">Sign up for the morning wire. Follow us.</div>
""")
_REVIEW = Template("""
<header><h2 class="brand"><a href="$home">$site</a></h2><nav>$menu</nav></header>
<article itemscope><header><span class="label">$type / $section</span><h1 itemprop="headline">$title</h1>
<p class="summary">$deck</p><div class="meta"><span itemprop="author">$author</span>$date</div></header>
<img class="lead" src="$image" alt=""/><p class="caption">Market day. Photograph: B&amp;C archive</p>
<section itemprop="articleBody">$paragraphs</section></article>
<aside><h3>More from the review</h3>$related<p>Support independent reviewing: become a member.</p></aside>
""")
_BLOG = Template("""
<div class="wrap"><div class="hd"><a href="$home">$site</a></div><div class="nav">$menu</div>
<div class="post hentry"><h2 class="entry-title">$title</h2><div class="entry-meta">$type in $section, posted by $author $date</div>
<div class="entry-content"><p class="lead"><b>$deck</b></p>$paragraphs</div>
<div class="share">Share this: Print | Mail</div></div>
<div class="sidebar"><h4>Recent posts</h4>$related<h4>Subscribe</h4><p>Enter your address to get new posts.</p></div></div>
""")
_TANK = Template("""
<header class="site"><a href="$home">$site</a><nav aria-label="main">$menu</nav></header>
<main><div class="publication"><p class="eyebrow">$section · $type</p><h1>$title</h1><p class="abstract">$deck</p>
<p class="experts">$author</p>$date<hr/><div class="rich-text">$paragraphs</div>
<p class="disclaimer">The views in this commentary are those of its invented author.</p></div>
<div class="download"><button>Download the PDF</button></div>
<section class="cards"><h2>Related publications</h2>$related</section></main>
""")
_RIGHTS = Template("""
<div class="page"><div class="header"><a class="brand" href="$home">$site</a><ul>$menu</ul><a class="donate" href="$home">Donate now</a></div>
<div class="article"><h6>$section</h6><h1>$title</h1><h3>$deck</h3><div class="info">Words: $author. $date</div>
<figure><img src="$image" alt="A corridor"/><figcaption>A corridor. © Open Palm/sample</figcaption></figure>
<div class="copy">$paragraphs</div><div class="donation"><p>Your gift keeps our field workers on the road. Give today.</p></div></div>
<div class="teasers"><h4>Keep reading</h4>$related</div></div>
""")
_ASIA = Template("""
<header role="banner"><a href="$home">$site</a><nav><ol>$menu</ol></nav></header>
<main role="main"><article><p class="rubric">$type | $section</p><h1 class="headline">$title</h1><p class="dek">$deck</p>
<address class="by">By $author</address>$date
<div class="paywall-note">You are reading a free sample article.</div><div class="article__body">$paragraphs</div></article>
<section class="also"><h2>Also in the Ledger</h2>$related</section>
<section class="nl"><h2>The Monday Ledger</h2><p>One mail a week. Unsubscribe at any time.</p></section></main>
""")
_WEEKLY = Template("""
<div class="cabecera"><h1 class="logo"><a href="$home">$site</a></h1><div class="menu">$menu</div></div>
<div class="nota"><div class="seccion">$section</div><h1>$title</h1><div class="bajada">$deck</div>
<div class="firma">$author</div>$date<div class="cuerpo">$paragraphs</div></div>
<div class="relacionadas"><b>You may also like</b>$related</div><div class="redes">Follow The Tin Condor</div>
""")

LAYOUTS: dict[str, Layout] = {
    "lanternfish-review": Layout(
        _MAGAZINE, '<span class="social-date">$text</span>', "%b %d, %Y",
        Template('<div class="related-item"><img src="" alt="$title"/><h3><a href="$url">$title</a></h3><span class="section">$section</span><p>$lede</p></div>'),
    ),
    "ninepin-wire": Layout(
        _WIRE, '<p class="time"><time datetime="$iso">$text</time></p>', "%A, %d %B %Y %H:%M GMT",
        Template('<div class="card"><a href="$url">$title</a><i>$section</i><p>$lede</p></div>'),
    ),
    "baobab-compass": Layout(
        _REVIEW, '<time itemprop="datePublished" datetime="$iso">$text</time>', "%d %B %Y",
        Template('<div class="more"><h4><a href="$url">$title</a></h4><small>$section</small><p>$lede</p></div>'),
    ),
    "gravel-redoubt": Layout(
        _BLOG, 'on <abbr class="published">$text</abbr>', "%B %d, %Y",
        Template('<div class="recent"><a href="$url">$title</a> ($section)<br/>$lede</div>'),
    ),
    "sandglass-commentary": Layout(
        _TANK, '<p class="date">$text</p>', "%d %b %Y",
        Template('<div class="card"><p class="eyebrow">$section</p><h3><a href="$url">$title</a></h3><p>$lede</p></div>'),
    ),
    "open-palm": Layout(
        _RIGHTS, "<span>$text</span>", "%d.%m.%Y",
        Template('<div class="teaser"><h5>$section</h5><a href="$url"><h4>$title</h4></a><p>$lede</p></div>'),
        "<div><p>{}</p></div>",
    ),
    "monsoon-ledger": Layout(
        _ASIA, '<time datetime="$iso">$text</time>', "%B %d, %Y %H:%M SGT",
        Template('<article class="mini"><h3><a href="$url">$title</a></h3><span>$section</span><p>$lede</p></article>'),
    ),
    "tin-condor": Layout(
        _WEEKLY, '<div class="fecha">$text</div>', "%d %B %Y",
        Template('<div class="rel"><a href="$url">$title</a><em>$section</em><p>$lede</p></div>'),
    ),
}  # fmt: skip

STYLE = "body{font:18px/1.6 Georgia,serif;max-width:44rem;margin:auto;color:#222}nav ul,#sections{list-style:none;padding:0}h1{line-height:1.2}img{max-width:100%;background:#ddd}footer{font-size:.8rem;color:#666}"
FOOTER = Template("""<footer><p>$site. Sample page: the outlet, the people and the events are invented; nothing here reports on the real world.</p>
<p><a href="$home">Home</a> · About us · Contact: <a href="mailto:desk@example.org">desk@example.org</a> · Terms · Privacy · All rights reserved</p></footer>""")
LISTING = Template("""<header><a href="$home">$site</a><nav><ul>$menu</ul></nav></header><main class="listing"><h1>$title</h1>
<div class="river">$related</div><p>Older stories · Page 1 of many · Subscribe to our newsletter</p></main>""")
DOCUMENT = Template("""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>
$head
<style>$style</style></head>
<body>$body
$footer
</body></html>
""")

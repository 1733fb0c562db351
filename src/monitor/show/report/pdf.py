"""The report's page as a tagged PDF (PDF/UA-1)."""

from monitor.errors import MonitorError

NEEDED = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def pdf(page: str) -> bytes:
    """Set a page as PDF, tagged for screen readers; the same page gives the same bytes.

    MonitorError where the system lacks Pango, which WeasyPrint sets text with.
    """
    try:
        from weasyprint import HTML
    except OSError as error:  # the package is there, the system's library is not
        raise MonitorError(
            f"report: a PDF needs Pango, which this system lacks ({str(error).splitlines()[0]}); "
            f"apt-get install {NEEDED}, or write .html"
        ) from None
    written: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return written

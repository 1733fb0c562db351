"""Hands a letter to the mail server that the settings name."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage

from monitor.config import Mail
from monitor.errors import ConfigError, MonitorError

SECONDS = 30  # to wait for each answer of the server


def send(letter: EmailMessage, mail: Mail, password: str | None) -> None:
    """Send a letter; the password is the one of `mail.user`. Raises ConfigError and MonitorError."""
    if mail.user and not password:
        raise ConfigError(
            f"digest: [mail] names user {mail.user!r}, but MONITOR_SMTP_PASSWORD is not set; set it"
        )
    at = f"{mail.host}:{mail.port}"
    try:
        with _connected(mail) as server:
            if mail.user and password:
                server.login(mail.user, password)
            refused = server.send_message(letter)
    except smtplib.SMTPAuthenticationError:
        raise MonitorError(
            f"digest: {at} refused the password of {mail.user!r}; check MONITOR_SMTP_PASSWORD"
        ) from None
    except smtplib.SMTPNotSupportedError as error:
        raise MonitorError(
            f"digest: {at} cannot do what was asked ({error}); check [mail] security"
        ) from None
    except smtplib.SMTPRecipientsRefused as error:
        raise MonitorError(
            f"digest: {at} took none of {', '.join(error.recipients)}; check [mail] to"
        ) from None
    except (OSError, smtplib.SMTPException) as error:  # SMTPException is an OSError, and says so here
        said = " ".join(str(error).split())
        raise MonitorError(f"digest: {at} did not take the letter ({said}); check [mail]") from None
    if refused:
        raise MonitorError(f"digest: sent, but {at} refused {', '.join(refused)}; check [mail] to")


def _connected(mail: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.security == "tls":
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=context)
    server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
    if mail.security == "starttls":
        try:
            server.starttls(context=context)
        except (OSError, smtplib.SMTPException):
            with suppress(OSError):
                server.close()
            raise
    return server

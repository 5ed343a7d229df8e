"""Sender domains: which name one employer, and which carry the mail of many."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from nextround.library import load_toml

SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "nhs", "org", "gob", "asso"})

# Parts of an address that say "a role or a machine", in the languages we read; no person is called so.
ROBOTS = frozenset(
    """no noreply reply donotreply nepasrepondre noresponder keineantwort robot bot mailer notification
    notifications notify system automated jobs job careers career recruiting recruitment recrutement talent
    talents hr rh personal bewerbung bewerbungen empleo seleccion candidatures emploi hiring people info
    contact kontakt contacto hello team office support service applications application apply
    post mail email inbox desk reply bounce survey order orders shop track tracking newsletter billing invoice
    booking reservations news alerts alert admin ats workday greenhouse lever""".split()  # noqa: SIM905
)

# Mail of many people or many employers: such a domain says nothing about whose mail it is.
FREEMAIL = frozenset(
    """gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com
    aol.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org proton.me
    protonmail.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr hotmail.fr hotmail.es hotmail.co.uk
    yahoo.fr yahoo.de yahoo.es yahoo.co.uk libero.it mail.com mail.ru yandex.com
    zoho.com fastmail.com""".split()  # noqa: SIM905
)


def site(address: str) -> str:
    """The registered part of an address' domain: `jobs@mail.acme.co.uk` gives `acme.co.uk`."""
    labels = address.rpartition("@")[2].lower().strip(". ").split(".")
    keep = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-keep:])


@cache
def systems() -> frozenset[str]:
    """Domains of hiring systems, boards and the like, which write for many employers."""
    senders = load_toml("senders.toml")["sender"]
    return frozenset(site(domain) for sender in senders for domain in sender["domains"])


def own_site(address: str) -> str:
    """The employer's own domain in an address, or empty when the domain is shared by many."""
    found = site(address)
    return "" if "." not in found or found in FREEMAIL or found in systems() else found


@lru_cache(maxsize=4096)
def human(address: str) -> str:
    """The address when a person at an employer seems to write from it, else empty."""
    local = address.rpartition("@")[0].lower()
    words = set(re.findall(r"[^\W\d_]+", local))
    return "" if not words or words & ROBOTS or not own_site(address) else address


@lru_cache(maxsize=4096)
def own_label(address: str) -> str:
    """The name in an employer's own domain: `jobs@ashdown-mills.example` gives `ashdownmills`."""
    return label_of(own_site(address))


def label_of(site: str) -> str:
    """The name in a domain."""
    return site.partition(".")[0].replace("-", "")

"""Every setting of the site, read from the environment and from nowhere else.

``docs/settings.md`` holds the same table; a test keeps the two equal.
"""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        "FANGCUN_DATABASE_URL",
        "",
        "postgresql://user:password@host:port/name; empty: the embedded server under var/",
    ),
    Setting("FANGCUN_SCHEMA", "district", "database schema of this district"),
    Setting("FANGCUN_VAR_DIR", "var", "folder for the embedded server's data, uploads, secret key"),
    Setting("FANGCUN_SECRET_KEY", "", "signing key; empty: made once and kept in the var folder"),
    Setting(
        "FANGCUN_FIELD_KEYS",
        "",
        "keys of sealed fields, id:base64 by comma, the first seals; empty: made once and kept"
        " in the var folder",
    ),
    Setting("FANGCUN_DEBUG", "0", "1 shows errors in the browser; never in production"),
    Setting("FANGCUN_ALLOWED_HOSTS", "127.0.0.1,localhost", "host names served, by comma"),
    Setting("FANGCUN_HTTPS", "0", "1 when served over https: secure cookies, HSTS, redirects"),
    Setting("FANGCUN_PORT", "8000", "port of `fangcun up`; the next free one if taken"),
    Setting(
        "FANGCUN_DEMO", "1", "1 loads the demo district into an empty database and shows logins"
    ),
    Setting(
        "FANGCUN_DESK_PHONE",
        "",
        "phone number shown on every page; empty: none; the demo makes one up",
    ),
    Setting("FANGCUN_TILE_URL", "", "map tiles, such as Tianditu's; empty: no host is contacted"),
    Setting("FANGCUN_TILE_NOTE", "", "attribution and review number 审图号 of the map tiles"),
    Setting(
        "FANGCUN_SOLVE_SECONDS", "60", "longest time that one scenario may be solved, in seconds"
    ),
    Setting(
        "FANGCUN_SECOND_FACTOR",
        "auto",
        "1 asks staff who see persons for a code of their telephone too; auto: all but the demo",
    ),
    Setting("FANGCUN_STAFF_IDLE_MINUTES", "30", "minutes without a click that sign staff out"),
    Setting("FANGCUN_RESIDENT_IDLE_MINUTES", "10080", "the same for residents, on their own phone"),
    Setting("FANGCUN_SIGN_IN_TRIES", "5", "wrong passwords in a row that lock an account"),
    Setting("FANGCUN_LOCK_MINUTES", "5", "minutes that a lock lasts"),
    Setting("FANGCUN_PASSWORD_LENGTH", "8", "shortest password that is taken, in characters"),
    Setting("FANGCUN_PASSWORD_DAYS", "0", "days after which a password must change; 0: never"),
    Setting(
        "FANGCUN_MESSAGES",
        "fangcun.base.outgoing.ConsoleMessages",
        "class that sends messages to telephones; the default prints them to the log",
    ),
    Setting(
        "FANGCUN_PAYMENTS",
        "auto",
        "class that takes payments online; empty: nobody does; auto: the demo's test provider",
    ),
    Setting(
        "FANGCUN_TRUSTED_PROXIES",
        "0",
        "number of proxies in front whose X-Forwarded-For tells a visitor's address",
    ),
    Setting("FANGCUN_LOG_LEVEL", "INFO", "level of the log on standard error"),
)


def read(name: str) -> str:
    """The value of one setting of the table above."""
    setting = next(setting for setting in SETTINGS if setting.name == name)
    return os.environ.get(name, setting.default)


def read_switch(name: str) -> bool:
    return read(name).strip().lower() in {"1", "true", "yes", "on"}


def read_list(name: str) -> list[str]:
    return [part.strip() for part in read(name).split(",") if part.strip()]


def var_dir() -> Path:
    """The folder for everything that is kept and is not code."""
    return Path(read("FANGCUN_VAR_DIR")).resolve()

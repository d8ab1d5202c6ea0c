"""`fangcun up` serves the site; every other word is a Django command."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangcun.config.settings")
    if sys.argv[1:2] == ["up"]:
        from fangcun.config.up import up

        return up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())

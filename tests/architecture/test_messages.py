"""The site says nothing that its English catalogue does not know."""

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "messages.py"


def _messages():
    spec = importlib.util.spec_from_file_location("messages", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestEnglishCatalogue:
    def test_is_complete(self):
        assert _messages().missing() == []

    def test_referee_reads_python_and_templates(self):
        messages = _messages()
        found = {
            place.split(":")[0].rsplit(".", 1)[1]
            for room in messages.rooms()
            for _context, _words, place in messages.sentences_of(room)
        }

        assert found == {"py", "html"}

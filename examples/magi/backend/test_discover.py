import json
import tempfile
import unittest
from pathlib import Path

from discover import discover


class Discover(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())

    def test_models_come_in_order_of_their_names(self):
        for name in ("melchior", "caspar"):
            (self.folder / f"{name}.json").write_text(json.dumps({"name": name}))
        self.assertEqual([model["name"] for model in discover(self.folder)["models"]], ["caspar", "melchior"])

    def test_no_model_at_all_ends_the_program(self):
        with self.assertRaises(SystemExit):
            discover(self.folder)

import unittest

from thoth.monitor import text_of
from thoth.postgres import scram_answer


class Monitor(unittest.TestCase):
    def test_text_of_a_pdf(self):
        self.assertEqual(text_of(b"%PDF-1.4\nBT (high) Tj 0 -14 Td (tide) Tj ET"), "high tide")

    def test_refuses_anything_else(self):
        with self.assertRaises(ValueError):
            text_of(b"PK\x03\x04")


class Login(unittest.TestCase):
    def test_the_example_of_rfc_7677(self):
        answer = scram_answer(
            "pencil",
            "n=user,r=rOprNGfwEbeRWgbNEkqO",
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        )
        self.assertTrue(answer.endswith("p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))

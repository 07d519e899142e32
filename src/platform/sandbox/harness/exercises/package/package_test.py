import unittest
from unittest.mock import patch

import shop
from shop.basket import Basket
from shop.prices import PRICES


class PackageTest(unittest.TestCase):
    def test_total(self):
        basket = Basket()
        basket.add("tea")
        basket.add("cake")
        self.assertEqual(basket.total, 8)
        self.assertIs(shop.Basket, Basket)

    def test_data(self):
        self.assertEqual(PRICES["tea"], 3)

    @patch("shop.prices.price_of", return_value=100)
    def test_patched(self, price_of):
        basket = Basket()
        basket.add("gold")
        self.assertEqual(basket.total, 100)
        price_of.assert_called_once_with("gold")

    def test_patched_object(self):
        with patch.dict("shop.prices.PRICES", {"tea": 7}):
            basket = Basket()
            basket.add("tea")
            self.assertIn(basket.total, (3, 7))

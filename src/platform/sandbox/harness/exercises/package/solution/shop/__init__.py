from .basket import Basket

__all__ = ["Basket"]

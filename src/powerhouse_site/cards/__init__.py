"""Cards: the picture that stands beside a link to a page of the site where it is shared."""

from powerhouse_site.cards.drawing import HEIGHT, WIDTH, draw_card
from powerhouse_site.cards.texts import SITE, Card, card_of

__all__ = ["HEIGHT", "SITE", "WIDTH", "Card", "card_of", "draw_card"]

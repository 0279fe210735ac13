"""Cards: the picture that stands beside a link to a page of the site where it is shared; and the mark of the site."""

from powerhouse_site.cards.drawing import HEIGHT, WIDTH, draw_card
from powerhouse_site.cards.mark import draw_mark
from powerhouse_site.cards.texts import SITE, Card, card_of

__all__ = ["HEIGHT", "SITE", "WIDTH", "Card", "card_of", "draw_card", "draw_mark"]

"""共有の画像: the pictures that other sites show beside a link to a meeting or a turn."""

from .card import Card
from .drawing import draw

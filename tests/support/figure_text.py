"""The texts of a figure, and what is wrong with their places."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text


def find_faults(figure: Figure) -> list[str]:
    """Texts that leave the figure or overlap another, turned ones aside; 0.3 mm is forgiven."""
    figure.set_dpi(254)  # 10 pixels a millimetre
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    texts = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent(canvas.get_renderer()), t.get_rotation()) for t in texts]
    cut = [
        f"cut off: {text}"
        for text, box, _ in boxes
        if min(box.x0, box.y0) < -3 or box.x1 > figure.bbox.width + 3 or box.y1 > figure.bbox.height + 3
    ]
    straight = [(text, box) for text, box, turned in boxes if not turned]
    return cut + [
        f"overlap: {a} / {b}"
        for (a, box), (b, next_box) in combinations(straight, 2)
        if min(box.x1, next_box.x1) - max(box.x0, next_box.x0) > 3
        and min(box.y1, next_box.y1) - max(box.y0, next_box.y0) > 3
    ]


def read_text(figure: Figure) -> str:
    """The words of a figure on one line."""
    return " ".join(" ".join(text.get_text() for text in figure.findobj(Text)).split())

